package org.realtimehub.connection;

/**
 * What a sweep found.
 *
 * @param looked connections that were looked at
 * @param stalled closed because their client took nothing
 * @param idle closed because there was nothing for them
 */
public record SweepReport(int looked, int stalled, int idle) {

  public static final SweepReport EMPTY = new SweepReport(0, 0, 0);

  public SweepReport plus(SweepReport other) {
    return new SweepReport(looked + other.looked, stalled + other.stalled, idle + other.idle);
  }

  public int closed() {
    return stalled + idle;
  }
}
