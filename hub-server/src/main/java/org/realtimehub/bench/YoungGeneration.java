package org.realtimehub.bench;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Uses the space for new objects up once, as a server does that has run for a while. Until then
 * every object, garbage or not, seems to make the process larger.
 */
final class YoungGeneration {

  private static final int PIECE = 16 << 10;

  /** So much is enough for a heap that collects nothing. */
  private static final int MOST_PIECES = 1 << 17;

  /** Where others could see it, so that no compiler leaves the allocation out. */
  private static final AtomicReference<byte[]> SEEN = new AtomicReference<>(new byte[0]);

  private YoungGeneration() {}

  static void useUp() {
    long before = collections();
    for (int i = 0; i < MOST_PIECES && collections() == before; i++) {
      SEEN.set(new byte[PIECE]);
    }
  }

  private static long collections() {
    return ManagementFactory.getGarbageCollectorMXBeans().stream()
        .mapToLong(GarbageCollectorMXBean::getCollectionCount)
        .sum();
  }
}
