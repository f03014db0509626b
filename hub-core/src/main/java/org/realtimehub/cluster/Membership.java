package org.realtimehub.cluster;

import java.util.Set;

/** Which nodes of the hub are together now, by their ids. Thread-safe. */
public interface Membership {

  /** Told of changes; called on any thread, must not block. */
  interface Listener {

    void joined(String node);

    /** The node died, left, or can no longer be reached. */
    void left(String node);

    /** Two parts of a cluster that had lost each other are one again. */
    void merged();
  }

  /** A node that is alone for ever. */
  static Membership alone(String self) {
    return new Alone(self);
  }

  /** Id of this node, a UUID of its own that lasts as long as its process. */
  String self();

  /** Ids of all nodes, this one among them. */
  Set<String> nodes();

  /** How many nodes must be together for updates to be accepted. */
  int minimumSize();

  void listen(Listener listener);
}
