package org.realtimehub.log.hazelcast;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a node takes part in a cluster.
 *
 * @param cluster name; only members of one name find one another
 * @param node id of this node, unique, kept for the life of its process
 * @param host address or name of the interface to listen on alone, null to choose one
 * @param ports that it listens on
 * @param discovery how it finds the others
 * @param minimumSize members that must hold an update before it is accepted, 1 to 7; more than half
 *     of all nodes, so that the parts of a split cluster cannot both accept some
 * @param timing of what members notice and do
 */
public record MemberSettings(
    String cluster,
    String node,
    @Nullable String host,
    Ports ports,
    Discovery discovery,
    int minimumSize,
    Timing timing) {

  private static final int MOST_COPIES = 7;

  public MemberSettings {
    if (cluster.isBlank()) {
      throw new IllegalArgumentException("the cluster needs a name");
    }
    if (node.isBlank()) {
      throw new IllegalArgumentException("the node needs an id");
    }
    if (minimumSize < 1 || minimumSize > MOST_COPIES) {
      throw new IllegalArgumentException(
          "minimumSize must be from 1 to " + MOST_COPIES + ", is " + minimumSize);
    }
  }

  /**
   * TCP ports.
   *
   * @param first 0 for any
   * @param count how many to try, from the first on, until one is free; at least 1
   */
  public record Ports(int first, int count) {

    public static final Ports USUAL = new Ports(5701, 1);

    public Ports {
      if (first < 0 || count < 1 || first + count > 65_536) {
        throw new IllegalArgumentException("no such ports: " + first + ", count " + count);
      }
    }
  }

  /**
   * Times in whole seconds, at least 1.
   *
   * @param memberTimeout after which a silent member counts as dead
   * @param mergeEvery how often a part of a split cluster looks for the other ones
   * @param leaveWithin the longest that handing over may take when a member leaves
   */
  public record Timing(Duration memberTimeout, Duration mergeEvery, Duration leaveWithin) {

    public static final Timing USUAL =
        new Timing(Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofSeconds(30));

    public Timing {
      requireSecond("memberTimeout", memberTimeout);
      requireSecond("mergeEvery", mergeEvery);
      requireSecond("leaveWithin", leaveWithin);
    }

    private static void requireSecond(String name, Duration duration) {
      if (duration.toSeconds() < 1) {
        throw new IllegalArgumentException(name + " must be at least 1 s, is " + duration);
      }
    }
  }
}
