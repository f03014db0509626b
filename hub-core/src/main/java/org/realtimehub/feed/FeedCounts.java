package org.realtimehub.feed;

import java.util.concurrent.atomic.LongAdder;
import org.realtimehub.timing.LatencyMeter;

/** What a node's feed was brought since its start, and what it had to fetch. Thread-safe. */
public final class FeedCounts {

  private final LongAdder received = new LongAdder();
  private final LongAdder repairs = new LongAdder();
  private final LongAdder restarts = new LongAdder();
  private final LatencyMeter latency = new LatencyMeter();

  void received() {
    received.increment();
  }

  void repaired() {
    repairs.increment();
  }

  void restarted() {
    restarts.increment();
  }

  /** Batches that came over the event bus, those of this node and repeated ones included. */
  public long batches() {
    return received.sum();
  }

  /**
   * Reads of the log that brought updates which the event bus had not, or not yet: batches of nodes
   * that publish at once overtake each other, and so does the periodic look.
   */
  public long repairs() {
    return repairs.sum();
  }

  /** How often the log no longer held what followed, so that subscribers were told of a gap. */
  public long restarts() {
    return restarts.sum();
  }

  /**
   * From the arrival of a batch at this node, over the bus or from the log, until an event loop has
   * handed it to the sockets of all its live subscribers; one measurement for each loop.
   */
  public LatencyMeter latency() {
    return latency;
  }
}
