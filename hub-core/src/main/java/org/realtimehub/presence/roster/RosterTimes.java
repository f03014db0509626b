package org.realtimehub.presence.roster;

import java.time.Duration;

/**
 * How patient a roster is.
 *
 * @param tick how often it looks whether something is due
 * @param reconcile how often it is compared with the node's connections although nothing calls for
 *     it
 * @param retry after what failed
 * @param answer longest wait for one answer of another node
 * @param grace how long a node may be unknown, or heard of after it left, before its subscriptions
 *     count as left behind
 * @param takeOver by how much the next node is slower to end what a dead node left behind
 */
public record RosterTimes(
    Duration tick,
    Duration reconcile,
    Duration retry,
    Duration answer,
    Duration grace,
    Duration takeOver) {

  public static final RosterTimes DEFAULT =
      new RosterTimes(
          Duration.ofMillis(500),
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(5),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10));
}
