package org.realtimehub.config;

/** How the server talks to the operating system's sockets. */
public enum Transport {
  /** The fastest that this machine has. */
  AUTO,
  NIO,
  EPOLL,
  IO_URING
}
