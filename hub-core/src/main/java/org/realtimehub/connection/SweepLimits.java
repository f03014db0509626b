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

  /** Closes nothing. */
  public static final SweepLimits OFF =
      new SweepLimits(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

  public SweepLimits {
    if (stalledAfter.isNegative()
        || idleAfter.isNegative()
        || expiredAfter.isNegative()
        || overAgeAfter.isNegative()) {
      throw new IllegalArgumentException("limits must not be negative");
    }
  }
}
