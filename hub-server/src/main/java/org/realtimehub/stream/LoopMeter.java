package org.realtimehub.stream;

import java.util.concurrent.atomic.AtomicLong;
import org.realtimehub.connection.LoopLoad;

/** What a loop notes of how busy it is. Its loop writes, any thread reads. */
final class LoopMeter {

  private final AtomicLong delivered = new AtomicLong();
  private volatile long late;
  private long lastTick;

  /** One writer, so that neither a lock nor a fence is needed. */
  void delivered() {
    delivered.lazySet(delivered.getPlain() + 1);
  }

  /** A tick that is late shows for some time, less and less. */
  void ticked(long now, long everyMillis) {
    long over = lastTick == 0 ? 0 : Math.max(0, now - lastTick - everyMillis);
    lastTick = now;
    late = Math.max(over, late * 9 / 10);
  }

  LoopLoad load() {
    return new LoopLoad(delivered.get(), late);
  }
}
