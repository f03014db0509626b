package org.realtimehub.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** The first of many that follow a place in an order: as many as a page holds. For one thread. */
final class First<T> {

  /** One of them. */
  record Entry<T>(SortKey key, T value) {}

  private final Comparator<SortKey> order;
  private final @Nullable SortKey after;
  private final int limit;
  private final PriorityQueue<Entry<T>> lastFirst;
  private boolean more;

  /**
   * @param after the place, null for the beginning
   */
  First(Comparator<SortKey> order, @Nullable SortKey after, int limit) {
    this.order = order;
    this.after = after;
    this.limit = limit;
    this.lastFirst = new PriorityQueue<>(Comparator.comparing(Entry::key, order.reversed()));
  }

  void offer(SortKey key, T value) {
    if (after != null && order.compare(key, after) <= 0) {
      return;
    }
    if (lastFirst.size() == limit) {
      more = true;
      if (order.compare(key, lastFirst.element().key) >= 0) {
        return;
      }
      lastFirst.remove();
    }
    lastFirst.add(new Entry<>(key, value));
  }

  /** Whether there are others after them. */
  boolean more() {
    return more;
  }

  /** In their order. */
  List<Entry<T>> entries() {
    List<Entry<T>> entries = new ArrayList<>(lastFirst);
    entries.sort(Comparator.comparing(Entry::key, order));
    return entries;
  }
}
