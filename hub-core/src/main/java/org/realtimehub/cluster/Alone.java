package org.realtimehub.cluster;

import java.util.Set;

/** The membership of a hub on one node. */
record Alone(String self) implements Membership {

  @Override
  public Set<String> nodes() {
    return Set.of(self);
  }

  @Override
  public int minimumSize() {
    return 1;
  }

  @Override
  public void listen(Listener listener) {
    // Nobody comes or goes.
  }
}
