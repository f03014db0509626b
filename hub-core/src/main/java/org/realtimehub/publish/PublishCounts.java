package org.realtimehub.publish;

import java.util.concurrent.atomic.LongAdder;
import org.realtimehub.timing.LatencyMeter;

/** How many updates a node accepted since its start, and in how many appends. Thread-safe. */
public final class PublishCounts {

  private final LongAdder accepted = new LongAdder();
  private final LongAdder unavailable = new LongAdder();
  private final LongAdder appends = new LongAdder();
  private final LongAdder batches = new LongAdder();
  private final LatencyMeter latency = new LatencyMeter();

  void appended(int updates) {
    appends.increment();
    accepted.add(updates);
  }

  void refused(int updates) {
    unavailable.add(updates);
  }

  void sent() {
    batches.increment();
  }

  /** Updates that the log took. */
  public long accepted() {
    return accepted.sum();
  }

  /** Updates that the log could not take. */
  public long unavailable() {
    return unavailable.sum();
  }

  /** Appends, each of one or many updates. */
  public long appends() {
    return appends.sum();
  }

  /** Batches that were put on the event bus, each of them a message to every other node. */
  public long batches() {
    return batches.sum();
  }

  /** From the arrival of a publish at its node to its place in the log. */
  public LatencyMeter latency() {
    return latency;
  }
}
