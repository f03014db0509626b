package org.realtimehub.bench;

import org.HdrHistogram.Histogram;

/** What the subscribers of one loop share as they read. Belongs to that loop but for the counts. */
final class Reception {

  private final byte[] bytes = new byte[Driver.READ_BYTES];
  private final Tally updates = new Tally();
  private final Tally comments = new Tally();
  private final Histogram latencies = Latency.histogram();
  private long now;
  private volatile long from = Long.MAX_VALUE;
  private volatile long to = Long.MAX_VALUE;

  /** Where what was read is put: parsing an array is cheaper than a buffer. */
  byte[] bytes() {
    return bytes;
  }

  /** The time is looked at once per read: all of its bytes came by then. */
  void reading() {
    now = Clock.now();
  }

  long now() {
    return now;
  }

  void update(long sentNanos) {
    updates.add(1);
    if (sentNanos >= from && sentNanos < to) {
      Latency.record(latencies, now - sentNanos);
    }
  }

  void comment() {
    comments.add(1);
  }

  /** From now on latencies count, of updates that are sent from now on. Any thread. */
  void measure() {
    to = Long.MAX_VALUE;
    from = Clock.now();
  }

  /** Latencies of updates that are sent from now on count no longer. Any thread. */
  void cease() {
    to = Clock.now();
  }

  /** Those since the last call. */
  Latency takeLatency() {
    Latency taken = Latency.of(latencies);
    latencies.reset();
    return taken;
  }

  /** Any thread. */
  long updates() {
    return updates.get();
  }

  /** Any thread. */
  long comments() {
    return comments.get();
  }
}
