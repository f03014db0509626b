package org.realtimehub.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.SweepLimits;

/** The limits of sweeps, each alone. */
class ExcessTest {

  private static final Duration OFF = Duration.ZERO;

  private final TestLoop test = new TestLoop();

  @AfterEach
  void close() {
    test.close();
  }

  private static @Nullable CloseReason excess(SweepLimits limits, Connection connection, long now) {
    return Excess.of(limits).of(connection, now);
  }

  @Test
  void eachLimit_isReachedWhenItIsEqual_andClosesNothingWhenItIsOff() {
    test.run(
        () -> {
          long expires = System.currentTimeMillis() + 5_000;
          Connection connection =
              test.open(
                  new StillWriter(),
                  null,
                  new Lifetime(expires, Lifetime.NEVER, CloseReason.OVER_AGE, 15_000));
          long opened = connection.openedAt();
          Duration second = Duration.ofSeconds(1);

          SweepLimits expired = new SweepLimits(OFF, OFF, second, OFF);
          assertThat(excess(expired, connection, expires + 999)).isNull();
          assertThat(excess(expired, connection, expires + 1_000)).isEqualTo(CloseReason.EXPIRED);

          SweepLimits overAge = new SweepLimits(OFF, OFF, OFF, second);
          assertThat(excess(overAge, connection, opened + 999)).isNull();
          assertThat(excess(overAge, connection, opened + 1_000)).isEqualTo(CloseReason.OVER_AGE);

          SweepLimits idle = new SweepLimits(OFF, second, OFF, OFF);
          assertThat(excess(idle, connection, opened + 999)).isNull();
          assertThat(excess(idle, connection, opened + 1_000)).isEqualTo(CloseReason.IDLE);

          assertThat(excess(SweepLimits.OFF, connection, expires + 1_000_000)).isNull();
        });
  }

  @Test
  void connectionWithoutAnExpiry_neverExpires() {
    test.run(
        () -> {
          Connection connection = test.open(new StillWriter(), null);
          SweepLimits expired = new SweepLimits(OFF, OFF, Duration.ofNanos(1), OFF);
          assertThat(excess(expired, connection, Lifetime.NEVER)).isNull();
        });
  }
}
