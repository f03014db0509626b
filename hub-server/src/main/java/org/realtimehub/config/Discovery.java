package org.realtimehub.config;

/** How a node finds the others. */
public enum Discovery {
  /** They are listed. */
  ADDRESSES,
  /** A name stands for all of them. */
  DNS,
  /** The API of Kubernetes knows them. */
  KUBERNETES,
  /** They answer on the local network. */
  MULTICAST
}
