package org.realtimehub.connection;

import java.time.Duration;

/**
 * What a sweep closes; zero switches a kind off.
 *
 * @param stalledAfter bytes wait and the client took none for this long
 * @param idleAfter no update was delivered for this long
 * @param expiredAfter the token expired this long ago
 * @param overAgeAfter open for this long
 */
public record SweepLimits(
    Duration stalledAfter, Duration idleAfter, Duration expiredAfter, Duration overAgeAfter) {

  /** Nothing lives longer, and its milliseconds are a number. */
  private static final Duration MAX = Duration.ofDays(36_500);

  /** Closes nothing. */
  public static final SweepLimits OFF =
      new SweepLimits(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  public SweepLimits {
    stalledAfter = checked(stalledAfter);
    idleAfter = checked(idleAfter);
    expiredAfter = checked(expiredAfter);
    overAgeAfter = checked(overAgeAfter);
  }

  private static Duration checked(Duration limit) {
    if (limit.isNegative()) {
      throw new IllegalArgumentException("limits must not be negative");
    }
    return limit.compareTo(MAX) > 0 ? MAX : limit;
  }
}
