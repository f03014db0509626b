package org.realtimehub.control;

import org.jspecify.annotations.Nullable;

/**
 * A page of the list of connections that somebody wants to see.
 *
 * @param cursor what {@link ConnectionPage#next} of the page before gave, null for the first page
 * @param limit most rows; what is out of 1 to {@link Control#MAX_PAGE} becomes the next that is not
 */
public record ConnectionQuery(
    ConnectionFilter filter, Sort sort, boolean descending, @Nullable String cursor, int limit) {

  /**
   * @throws IllegalArgumentException if no page in this order gave the cursor
   */
  public ConnectionQuery {
    limit = Math.max(1, Math.min(Control.MAX_PAGE, limit));
    if (cursor != null) {
      new Order(sort, descending).read(cursor);
    }
  }

  Order order() {
    return new Order(sort, descending);
  }

  @Nullable SortKey after() {
    return cursor == null ? null : order().read(cursor);
  }
}
