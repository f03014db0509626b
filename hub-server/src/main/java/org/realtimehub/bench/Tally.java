package org.realtimehub.bench;

import java.util.concurrent.atomic.AtomicLong;

/** A count that one thread writes, at the price of a plain store, and any thread reads. */
final class Tally {

  private final AtomicLong count = new AtomicLong();

  void add(long more) {
    count.setRelease(count.getPlain() + more);
  }

  long get() {
    return count.getAcquire();
  }
}
