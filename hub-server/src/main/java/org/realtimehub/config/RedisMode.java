package org.realtimehub.config;

/** How a Redis deployment is made. */
public enum RedisMode {
  /** One server. */
  STANDALONE,
  /** A primary and replicas, watched by sentinels that are asked which is which. */
  SENTINEL,
  /** Redis Cluster. */
  CLUSTER
}
