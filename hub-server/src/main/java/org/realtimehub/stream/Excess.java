package org.realtimehub.stream;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.SweepLimits;

/** The limits of a sweep in milliseconds; {@link Long#MAX_VALUE} where one is off. */
record Excess(long stalled, long idle, long expired, long overAge) {

  static Excess of(SweepLimits limits) {
    return new Excess(
        millis(limits.stalledAfter()),
        millis(limits.idleAfter()),
        millis(limits.expiredAfter()),
        millis(limits.overAgeAfter()));
  }

  private static long millis(Duration limit) {
    return limit.isZero() ? Long.MAX_VALUE : limit.toMillis();
  }

  /** Which limit a connection exceeds at a time in milliseconds since 1970, if any. */
  @Nullable CloseReason of(Connection connection, long now) {
    if (connection.stalledMillis(now) >= stalled) {
      return CloseReason.STALLED;
    }
    if (connection.expiredMillis(now) >= expired) {
      return CloseReason.EXPIRED;
    }
    if (now - connection.openedAt() >= overAge) {
      return CloseReason.OVER_AGE;
    }
    return connection.idleMillis(now) >= idle ? CloseReason.IDLE : null;
  }
}
