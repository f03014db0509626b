package org.realtimehub.main;

import org.realtimehub.cluster.Membership;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator which nodes come and go. */
record Companions(Membership membership) implements Membership.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(Companions.class);

  @Override
  public void joined(String node) {
    tell("a node has joined", node);
  }

  @Override
  public void left(String node) {
    tell("a node has left, or cannot be reached", node);
  }

  @Override
  public void merged() {
    tell("two parts of the cluster are one again", membership.self());
  }

  private void tell(String what, String node) {
    LOG.atInfo()
        .addKeyValue("node", node)
        .addKeyValue("nodes", membership.nodes().size())
        .log(what);
  }
}
