package org.realtimehub.control;

import java.util.OptionalDouble;

/**
 * How busy a node is.
 *
 * @param cpu of its process, 0 to 1 for all processors; negative when it is not known
 * @param lateMillis how much too late the clock of its worst event loop ticks
 * @param latency how long things take there
 */
public record NodeLoad(
    double cpu,
    long lateMillis,
    double publishesPerSecond,
    double deliveriesPerSecond,
    Latency latency) {

  /**
   * In seconds; empty where nothing was measured lately.
   *
   * @param publishP99 from the arrival of a publish to its place in the log
   * @param deliveryP99 from the arrival of updates at the node to their last subscriber
   * @param canary from this node through log and bus back to it, the last time
   */
  public record Latency(
      OptionalDouble publishP99, OptionalDouble deliveryP99, OptionalDouble canary) {

    public static final Latency UNKNOWN =
        new Latency(OptionalDouble.empty(), OptionalDouble.empty(), OptionalDouble.empty());
  }
}
