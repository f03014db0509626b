package org.realtimehub.cli;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long to wait before the next attempt: longer after every failure in a row. */
final class Backoff {
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Duration base = FIRST;
  private int failures;

  /** An attempt got through; the hub may have said how long to wait from now on. */
  void succeeded(@Nullable Duration retry) {
    failures = 0;
    if (retry != null) {
      base = retry;
    }
  }

  /** Call once for every attempt that is about to be made again. */
  Duration next() {
    Duration wait = base.multipliedBy(1L << Math.min(failures, 10));
    failures++;
    // What the hub asks for is never cut short.
    Duration limit = base.compareTo(LONGEST) > 0 ? base : LONGEST;
    return wait.compareTo(limit) > 0 ? limit : wait;
  }
}
