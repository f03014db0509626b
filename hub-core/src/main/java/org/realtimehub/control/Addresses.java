package org.realtimehub.control;

/** Where the nodes of a hub reach each other on the event bus. */
record Addresses(String hub) {

  /** Questions to one node. */
  String control(String node) {
    return "hub." + hub + ".node." + node + ".control";
  }

  /** What each node says of itself. */
  String nodes() {
    return "hub." + hub + ".nodes";
  }

  /** Somebody was banned, a token revoked, or the contrary. */
  String restrictions() {
    return "hub." + hub + ".restrictions";
  }
}
