package org.realtimehub.delay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.PriorityQueue;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;

/** All that waits, as one node knows it. Owned by its context, but any thread may read how much. */
final class WaitingList {

  private final Map<String, Waiting> byId = new HashMap<>();

  /** Without those whose publish is under way. */
  private final PriorityQueue<Waiting> byTime =
      new PriorityQueue<>(Comparator.comparingLong(Waiting::actAt));

  private volatile int count;
  private volatile long bytes;

  /** Updates; any thread. */
  int count() {
    return count;
  }

  /** Their weight; any thread. */
  long bytes() {
    return bytes;
  }

  /** Adds one, or notes where else in the log it was seen. */
  void add(Update update, Position at, long stagger) {
    Waiting known = byId.get(update.id());
    if (known != null) {
      known.seenAt(at);
      return;
    }
    Waiting added = new Waiting(update, at, stagger);
    byId.put(update.id(), added);
    byTime.add(added);
    counted(1, update.weight());
  }

  /** One that is not there is none. */
  void remove(String id) {
    Waiting removed = byId.remove(id);
    if (removed != null) {
      byTime.remove(removed);
      counted(-1, -removed.update().weight());
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // One writer.
  private void counted(int updates, long weight) {
    count += updates;
    bytes += weight;
  }

  List<Waiting> all() {
    return List.copyOf(byId.values());
  }

  /** When the next is to be published, in milliseconds since 1970. */
  OptionalLong nextAt() {
    Waiting next = byTime.peek();
    return next == null ? OptionalLong.empty() : OptionalLong.of(next.actAt());
  }

  /** Those that are to be published by now. Each is removed then, or put back. */
  List<Waiting> takeDue(long now) {
    List<Waiting> due = new ArrayList<>();
    while (!byTime.isEmpty() && byTime.peek().actAt() <= now) {
      due.add(byTime.remove());
    }
    return due;
  }

  /** To be published later, unless it was removed meanwhile. */
  void putBack(Waiting waiting, long notBefore) {
    if (byId.get(waiting.id()) == waiting) {
      waiting.notBefore(notBefore);
      byTime.add(waiting);
    }
  }
}
