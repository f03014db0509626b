package org.realtimehub.config;

import java.time.Duration;

/**
 * How connections that serve nobody are found and closed.
 *
 * @param every how often they are looked for
 * @param stalledAfter how long a socket may accept nothing while bytes wait
 * @param idleAfter how long a connection may get no update, zero for any time
 */
public record SweepConfig(Duration every, Duration stalledAfter, Duration idleAfter) {
  static final Key<Duration> EVERY = Key.of("sweep.every", Types.time(), Duration.ofSeconds(30));
  static final Key<Duration> STALLED_AFTER =
      Key.of("sweep.stalled-after", Types.time(), Duration.ofSeconds(30));
  static final Key<Duration> IDLE_AFTER =
      Key.of("sweep.idle-after", Types.timeOrOff(), Duration.ZERO);

  public SweepConfig {
    EVERY.check(every);
    STALLED_AFTER.check(stalledAfter);
    IDLE_AFTER.check(idleAfter);
  }

  static SweepConfig read(Values values) {
    return new SweepConfig(values.get(EVERY), values.get(STALLED_AFTER), values.get(IDLE_AFTER));
  }
}
