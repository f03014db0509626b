package org.realtimehub.config;

/** Where the history of updates is kept. */
public enum LogType {
  /** In this process, for a hub on one node. */
  MEMORY,
  /** In the memory of the nodes of a cluster. */
  HAZELCAST,
  REDIS
}
