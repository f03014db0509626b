package org.realtimehub.config;

/** Where the history of updates is kept. */
public enum LogType {
  MEMORY
}
