package org.realtimehub.admin.access;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down who guesses: after some tries that failed, each further one has to wait twice as long.
 * A try counts as failed until it has succeeded, so that many at once gain nothing. Memory is
 * bounded: the least recently seen are forgotten. Owned by one event loop.
 */
final class Backoff {

  private static final Duration FIRST = Duration.ofSeconds(2);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /** After which quiet the past is forgotten. */
  private static final Duration FORGOTTEN = Duration.ofMinutes(15);

  private static final int REMEMBERED = 10_000;

  private record Tries(int failed, Instant last, Instant lockedUntil) {}

  private final int free;
  private final InstantSource clock;

  /** In the order of last tries. */
  private final Map<String, Tries> byKey = new LinkedHashMap<>();

  /**
   * @param free failures before anybody has to wait
   */
  Backoff(int free, InstantSource clock) {
    this.free = free;
    this.clock = clock;
  }

  /** How long this key still has to wait; zero when it may try. */
  Duration wait(String key) {
    Tries tries = byKey.get(key);
    Instant now = clock.instant();
    return tries == null || !now.isBefore(tries.lockedUntil)
        ? Duration.ZERO
        : Duration.between(now, tries.lockedUntil);
  }

  /** Counts a try; it is a failure unless {@link #undo} or {@link #forget} follows. */
  void tried(String key) {
    Instant now = clock.instant();
    Tries before = byKey.remove(key);
    int failed = before == null || now.isAfter(before.last.plus(FORGOTTEN)) ? 1 : before.failed + 1;
    byKey.put(key, new Tries(failed, now, now.plus(penalty(failed))));
    if (byKey.size() > REMEMBERED) {
      Iterator<String> eldest = byKey.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
  }

  private Duration penalty(int failed) {
    int doublings = failed - free;
    if (doublings < 0) {
      return Duration.ZERO;
    }
    Duration penalty = FIRST.multipliedBy(1L << Math.min(doublings, 16));
    return penalty.compareTo(LONGEST) > 0 ? LONGEST : penalty;
  }

  /** The last try was none that failed; those before it still count. */
  void undo(String key) {
    Tries tries = byKey.remove(key);
    if (tries != null && tries.failed > 1) {
      byKey.put(key, new Tries(tries.failed - 1, tries.last, tries.last));
    }
  }

  void forget(String key) {
    byKey.remove(key);
  }

  int size() {
    return byKey.size();
  }
}
