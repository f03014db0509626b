package org.realtimehub.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Part of the list of connections, in the order that was asked for. A page may be short, even
 * empty, and have another after it.
 *
 * @param nextOrNull the cursor to ask on with, null at the end of the list
 * @param missing nodes that did not answer, whose connections are not in the page
 */
public record ConnectionPage(
    List<ConnectionRow> rows, @Nullable String nextOrNull, List<Missing> missing) {

  /**
   * What one node holds of the page.
   *
   * @param reached there may be more after this place; null if not
   */
  record Part(List<ConnectionRow> rows, @Nullable SortKey reached) {}

  /** The cursor to ask on with, empty at the end of the list. */
  public Optional<String> next() {
    return Optional.ofNullable(nextOrNull);
  }

  /** No further than every node has looked, or the rows between would be passed over. */
  static ConnectionPage of(List<Part> parts, Order order, int limit, List<Missing> missing) {
    Comparator<SortKey> comparator = order.comparator();
    SortKey bound = null;
    List<ConnectionRow> rows = new ArrayList<>();
    for (Part part : parts) {
      rows.addAll(part.rows);
      SortKey reached = part.reached;
      if (reached != null && (bound == null || comparator.compare(reached, bound) < 0)) {
        bound = reached;
      }
    }
    SortKey last = bound;
    if (last != null) {
      rows.removeIf(row -> comparator.compare(order.key(row), last) > 0);
    }
    rows.sort(Comparator.comparing(order::key, comparator));
    if (rows.size() > limit) {
      rows.subList(limit, rows.size()).clear();
      bound = order.key(rows.get(limit - 1));
    }
    return new ConnectionPage(
        List.copyOf(rows), bound == null ? null : order.cursor(bound), List.copyOf(missing));
  }
}
