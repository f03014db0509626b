package org.realtimehub.control;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.realtimehub.connection.Activity;
import org.realtimehub.connection.LiveConnection;

/** The order of a list of connections. */
record Order(Sort sort, boolean descending) {

  static final Order BY_ID = new Order(Sort.ID, false);

  SortKey key(LiveConnection connection, Activity activity) {
    return key(
        connection.id(),
        connection.openedAt(),
        activity,
        connection.subject(),
        connection.address());
  }

  /** The same as that of the connection. */
  SortKey key(ConnectionRow row) {
    return key(row.id(), row.openedAt(), row.activity(), row.subject(), row.address());
  }

  private SortKey key(
      String id, long openedAt, Activity activity, Optional<String> subject, String address) {
    return switch (sort) {
      case ID -> new SortKey("", 0, id);
      case OPENED -> new SortKey("", openedAt, id);
      // It stays the same as time goes by.
      case IDLE -> new SortKey("", -activity.lastDelivery(), id);
      case LAG -> new SortKey("", activity.lag(), id);
      case WAITING -> new SortKey("", activity.waitingBytes(), id);
      case SUBJECT ->
          new SortKey(subject.map(SortKey::text).orElse(""), subject.isPresent() ? 1 : 0, id);
      case ADDRESS -> new SortKey(SortKey.text(address), 0, id);
    };
  }

  Comparator<SortKey> comparator() {
    return descending ? Comparator.reverseOrder() : Comparator.naturalOrder();
  }

  String cursor(SortKey key) {
    return key.cursor(name());
  }

  /**
   * @throws IllegalArgumentException if the cursor is none of this order
   */
  SortKey read(String cursor) {
    return SortKey.ofCursor(cursor, name());
  }

  private String name() {
    return sort.name().toLowerCase(Locale.ROOT) + (descending ? " desc" : "");
  }
}
