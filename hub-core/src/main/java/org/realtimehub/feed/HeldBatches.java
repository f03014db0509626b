package org.realtimehub.feed;

import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.realtimehub.log.Batch;
import org.realtimehub.update.Position;

/** Batches that came before their predecessors, all of one epoch. Owned by the feed. */
final class HeldBatches {

  /** Past it batches are dropped, and later read from the log. */
  private static final int MAX_HELD = 1024;

  private final NavigableMap<Long, Batch> byFirst = new TreeMap<>();

  void add(Batch batch) {
    if (byFirst.size() < MAX_HELD) {
      byFirst.put(batch.first(), batch);
    }
  }

  boolean isEmpty() {
    return byFirst.isEmpty();
  }

  /** Takes a batch out that goes on from a head or overlaps it; null when there is none. */
  @Nullable Batch takeFollowing(Position head) {
    return byFirst.isEmpty() || byFirst.firstKey() > head.offset() + 1
        ? null
        : byFirst.pollFirstEntry().getValue();
  }

  /** Drops what is not of this epoch; whether there was any. */
  boolean keepOnly(String epoch) {
    return byFirst.values().removeIf(batch -> !batch.epoch().equals(epoch));
  }

  void clear() {
    byFirst.clear();
  }

  /**
   * The earliest offset after which these batches go on without a hole to where the log does.
   *
   * @param tail of the log, which is the answer when they do not reach it
   */
  long leadTo(long tail) {
    long from = tail;
    long reached = Long.MIN_VALUE;
    for (Batch batch : byFirst.headMap(tail, true).values()) {
      if (batch.first() > reached + 1) {
        from = batch.first() - 1;
      }
      reached = Math.max(reached, batch.last());
    }
    return reached >= tail ? from : tail;
  }
}
