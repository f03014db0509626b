package org.realtimehub.bench;

import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * What one subscriber has got, lane by lane: each update once, in order, and none of other lanes.
 * Belongs to the loop that reads the subscriber's stream.
 */
final class Receipts {

  /** More than any run publishes; a number beyond it was not made by this benchmark. */
  private static final int LARGEST_GAP = 1 << 24;

  private final Lanes lanes;
  private final int[] next;
  private BitSet @Nullable [] missing;
  private int received;
  private int repeated;
  private int disordered;
  private int strays;

  Receipts(Lanes lanes) {
    this.lanes = lanes;
    next = new int[lanes.count()];
    Arrays.fill(next, 1);
  }

  void update(int lane, int sequence) {
    int slot = lane - lanes.first();
    if (slot < 0 || slot >= next.length || sequence - next[slot] > LARGEST_GAP) {
      strays++;
    } else if (sequence == next[slot]) {
      next[slot]++;
      received++;
    } else if (sequence > next[slot]) {
      missing(slot).set(next[slot], sequence);
      next[slot] = sequence + 1;
      received++;
    } else if (missing(slot).get(sequence)) {
      missing(slot).clear(sequence);
      disordered++;
      received++;
    } else {
      repeated++;
    }
  }

  void stray() {
    strays++;
  }

  /** How many different updates of its lanes have come. */
  int received() {
    return received;
  }

  /** Whether the last update of every lane has come, though others may be missing. */
  boolean isAtEnd(int[] published) {
    for (int slot = 0; slot < next.length; slot++) {
      if (next[slot] <= published[lanes.first() + slot]) {
        return false;
      }
    }
    return true;
  }

  /** How it differs from what was published, per lane. */
  Discrepancy compare(int[] published) {
    int lost = 0;
    String first = "";
    for (int slot = 0; slot < next.length; slot++) {
      int lane = lanes.first() + slot;
      BitSet gaps = missing == null ? new BitSet() : missing(slot);
      int behind = Math.max(0, published[lane] - next[slot] + 1);
      if (first.isEmpty() && (behind > 0 || !gaps.isEmpty())) {
        int sequence = gaps.isEmpty() ? next[slot] : gaps.nextSetBit(0);
        first = "update " + sequence + " of " + published[lane] + " in lane " + lane;
      }
      lost += gaps.cardinality() + behind;
    }
    return new Discrepancy(lost, repeated, disordered, strays, first);
  }

  private BitSet missing(int slot) {
    BitSet[] all = missing;
    if (all == null) {
      all = new BitSet[next.length];
      Arrays.setAll(all, i -> new BitSet());
      missing = all;
    }
    return all[slot];
  }
}
