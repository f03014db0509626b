package org.realtimehub.feed;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import org.realtimehub.log.Bounds;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;

/**
 * The newest updates of the log, held once per node and read by all its event loops, so that
 * readers a little behind share them and their encoded frames.
 *
 * <p>The feed alone writes; any thread may read. Bounded by count and by weight.
 */
public final class Window {

  private static final int MAX_CAPACITY = 1 << 30;

  /** The updates of one life of the log: an offset means nothing without its epoch. */
  private record Ring(String epoch, AtomicReferenceArray<@Nullable LoggedUpdate> slots) {}

  private final int capacity;
  private final int mask;
  private final long maxBytes;
  private volatile Ring ring;

  /** Owned by the feed. */
  private long tail;

  private long head;
  private long bytes;

  /**
   * @param maxEvents is rounded up to a power of two
   * @param maxBytes by {@link org.realtimehub.update.Update#weight()}
   */
  public Window(int maxEvents, long maxBytes) {
    this.capacity = capacity(Math.min(maxEvents, maxBytes / Update.MIN_WEIGHT + 1));
    this.mask = capacity - 1;
    this.maxBytes = maxBytes;
    this.ring = new Ring("", new AtomicReferenceArray<>(capacity));
  }

  /** No more places than updates fit by weight: a bound by count may be as good as none. */
  private static int capacity(long maxEvents) {
    int events = (int) Math.min(MAX_CAPACITY, maxEvents);
    return Integer.highestOneBit(Math.max(1, events - 1)) << 1;
  }

  /** The update at this place, or null when the window does not hold it. */
  public @Nullable LoggedUpdate get(String epoch, long offset) {
    Ring current = ring;
    if (!current.epoch.equals(epoch)) {
      return null;
    }
    LoggedUpdate update = current.slots.get((int) (offset & mask));
    return update != null && update.offset() == offset ? update : null;
  }

  /** After which position a log's updates all find a place here, if their weight allows. */
  Position oldest(Bounds bounds) {
    return new Position(bounds.epoch(), Math.max(bounds.tail(), bounds.head() - capacity));
  }

  /** Adds the update that follows the newest one. */
  void add(LoggedUpdate update) {
    if (head - tail == capacity) {
      dropOldest();
    }
    head = update.offset();
    ring.slots.set((int) (head & mask), update);
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
    LoggedUpdate dropped = ring.slots.get(slot);
    if (dropped != null) {
      bytes -= dropped.update().weight();
    }
    ring.slots.set(slot, null);
  }

  /** Forgets everything; the next update added is the one after {@code newHead}. */
  void reset(Position newHead) {
    ring = new Ring(newHead.epoch(), new AtomicReferenceArray<>(capacity));
    bytes = 0;
    head = newHead.offset();
    tail = newHead.offset();
  }
}
