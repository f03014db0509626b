package org.realtimehub.connection;

/**
 * What a sweep found.
 *
 * @param looked connections that were looked at
 * @param stalled closed because their client took nothing
 * @param idle closed because there was nothing for them
 * @param expired closed because their token was no longer valid
 * @param overAge closed because they were open for too long
 */
public record SweepReport(int looked, int stalled, int idle, int expired, int overAge) {

  public static final SweepReport EMPTY = new SweepReport(0, 0, 0, 0, 0);

  public SweepReport plus(SweepReport other) {
    return new SweepReport(
        looked + other.looked,
        stalled + other.stalled,
        idle + other.idle,
        expired + other.expired,
        overAge + other.overAge);
  }

  public int closed() {
    return stalled + idle + expired + overAge;
  }
}
