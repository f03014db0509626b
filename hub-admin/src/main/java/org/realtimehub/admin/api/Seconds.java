package org.realtimehub.admin.api;

import java.time.Duration;

/** Durations as the API writes them: a number of seconds. */
public final class Seconds {

  /** Longer than anything lasts here, and short enough to calculate with. */
  private static final double LONGEST = Duration.ofDays(100 * 365).toSeconds();

  private Seconds() {}

  public static Duration read(Number seconds) {
    return Duration.ofNanos((long) (Math.min(seconds.doubleValue(), LONGEST) * 1e9));
  }

  /** In milliseconds' precision. */
  public static double show(Duration time) {
    return time.toMillis() / 1e3;
  }
}
