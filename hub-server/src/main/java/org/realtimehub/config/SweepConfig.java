package org.realtimehub.config;

import java.time.Duration;

/**
 * How connections that serve nobody are found and closed.
 *
 * @param every how often they are looked for
 * @param stalledAfter how long a socket may accept nothing while bytes wait, zero for any time
 * @param idleAfter how long a connection may get no update, zero for any time
 * @param expiredAfter how long after its token's expiry a connection may be open, zero for any time
 * @param overAgeAfter how long a connection may be open, zero for any time
 */
public record SweepConfig(
    Duration every,
    Duration stalledAfter,
    Duration idleAfter,
    Duration expiredAfter,
    Duration overAgeAfter) {
  static final Key<Duration> EVERY = Key.of("sweep.every", Types.time(), Duration.ofSeconds(30));
  static final Key<Duration> STALLED_AFTER =
      Key.of("sweep.stalled-after", Types.timeOrOff(), Duration.ofSeconds(30));
  static final Key<Duration> IDLE_AFTER =
      Key.of("sweep.idle-after", Types.timeOrOff(), Duration.ZERO);

  static final Key<Duration> EXPIRED_AFTER =
      Key.of("sweep.expired-after", Types.timeOrOff(), Duration.ofSeconds(1));
  static final Key<Duration> OVER_AGE_AFTER =
      Key.of("sweep.over-age-after", Types.timeOrOff(), Duration.ZERO);

  public SweepConfig {
    EVERY.check(every);
    STALLED_AFTER.check(stalledAfter);
    IDLE_AFTER.check(idleAfter);
    EXPIRED_AFTER.check(expiredAfter);
    OVER_AGE_AFTER.check(overAgeAfter);
  }

  static SweepConfig read(Values values) {
    return new SweepConfig(
        values.get(EVERY),
        values.get(STALLED_AFTER),
        values.get(IDLE_AFTER),
        values.get(EXPIRED_AFTER),
        values.get(OVER_AGE_AFTER));
  }
}
