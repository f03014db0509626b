package org.realtimehub.control;

import java.util.Set;
import org.realtimehub.cluster.Membership;

/** Who is together, as the test says. */
record TestMembership(String self, Set<String> nodes) implements Membership {

  @Override
  public int minimumSize() {
    return 1;
  }

  @Override
  public void listen(Listener listener) {}
}
