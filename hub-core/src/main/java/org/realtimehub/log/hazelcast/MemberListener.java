package org.realtimehub.log.hazelcast;

/** What happens to a cluster as one member sees it. Called on one of Hazelcast's threads. */
public interface MemberListener {

  /** A node has come, perhaps again. */
  default void joined(String node) {}

  /** A node has left, died or cannot be reached. */
  default void left(String node) {}

  /**
   * This member was in the smaller part of a split cluster and has gone over to the other one: what
   * it knows of logs and maps may be stale.
   */
  default void merged() {}

  /** This member is out of the cluster for good, whether it was asked to leave or not. */
  default void ended() {}
}
