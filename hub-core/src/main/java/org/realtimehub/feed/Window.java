package org.realtimehub.feed;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;

/**
 * The newest updates of the log, held once per node and read by all its event loops, so that
 * readers a little behind share them and their encoded frames.
 *
 * <p>The feed alone writes; any thread may read. Bounded by count and by weight.
 */
public final class Window {

  private final AtomicReferenceArray<@Nullable LoggedUpdate> ring;
  private final int mask;
  private final long maxBytes;

  private volatile String epoch = "";

  /** Owned by the feed. */
  private long tail;

  private long head;
  private long bytes;

  /**
   * @param maxEvents is rounded up to a power of two
   * @param maxBytes by {@link org.realtimehub.update.Update#weight()}
   */
  public Window(int maxEvents, long maxBytes) {
    int capacity = Integer.highestOneBit(Math.max(1, maxEvents - 1)) << 1;
    this.ring = new AtomicReferenceArray<>(capacity);
    this.mask = capacity - 1;
    this.maxBytes = maxBytes;
  }

  /** The update at this place, or null when the window does not hold it. */
  public @Nullable LoggedUpdate get(String ofEpoch, long offset) {
    LoggedUpdate update = ring.get((int) (offset & mask));
    // The epoch is read after the slot: a slot filled in a new epoch is seen with that epoch.
    return update != null && update.offset() == offset && epoch.equals(ofEpoch) ? update : null;
  }

  /** Adds the update that follows the newest one. */
  void add(LoggedUpdate update) {
    if (head - tail == ring.length()) {
      dropOldest();
    }
    head = update.offset();
    ring.set((int) (head & mask), update);
    bytes += update.update().weight();
    while (bytes > maxBytes && head - tail > 1) {
      dropOldest();
    }
  }

  /** Forgets what the log no longer retains. */
  void trim(long logTail) {
    while (tail < Math.min(logTail, head)) {
      dropOldest();
    }
  }

  private void dropOldest() {
    tail++;
    int slot = (int) (tail & mask);
    LoggedUpdate dropped = ring.get(slot);
    if (dropped != null) {
      bytes -= dropped.update().weight();
    }
    ring.set(slot, null);
  }

  /** Forgets everything; the next update added is the one after this position. */
  void reset(Position newHead) {
    epoch = newHead.epoch();
    for (int slot = 0; slot < ring.length(); slot++) {
      ring.set(slot, null);
    }
    bytes = 0;
    head = newHead.offset();
    tail = newHead.offset();
  }
}
