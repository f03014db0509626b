package org.realtimehub.control;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.realtimehub.connection.Activity;
import org.realtimehub.connection.ConnectionLoop;
import org.realtimehub.connection.LiveConnection;
import org.realtimehub.control.ConnectionPage.Part;
import org.realtimehub.control.First.Entry;

/**
 * Looks through all of one node's connections, on their loops, for the first ones in an order: what
 * changes can be read there alone. A page of them is found only when all have been seen; when that
 * takes too long, there is none.
 */
final class Search {

  private static final long PATIENCE_MILLIS = 700;
  private static final long MAX_WEIGHT = 1 << 20;

  /** A connection, and how it was doing when it was seen. */
  private record Seen(LiveConnection connection, Activity activity) {}

  private final String node;
  private final ConnectionFilter filter;
  private final Order order;
  private final @Nullable SortKey after;
  private final int limit;
  private final long now;
  private volatile boolean over;

  /**
   * @param now milliseconds since 1970
   */
  Search(String node, ConnectionQuery query, long now) {
    this.node = node;
    this.filter = query.filter();
    this.order = query.order();
    this.after = query.after();
    this.limit = query.limit();
    this.now = now;
  }

  /**
   * @param context where the page is put together
   */
  Future<Part> run(List<ConnectionLoop> loops, Context context) {
    List<First<Seen>> found = new ArrayList<>();
    List<Future<Boolean>> visits = new ArrayList<>();
    for (ConnectionLoop loop : loops) {
      First<Seen> first = new First<>(order.comparator(), after, limit);
      found.add(first);
      visits.add(loop.visit(visitor(first)));
    }
    Future<?> all =
        Future.all(visits)
            .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
            .onComplete(done -> over = true);
    return Turns.on(context, all).map(v -> part(found));
  }

  private ConnectionLoop.Visitor visitor(First<Seen> first) {
    Selection selection = new Selection(filter, now);
    return connection -> {
      if (selection.has(connection)) {
        Activity activity = connection.activity();
        if (selection.reaches(activity)) {
          first.offer(order.key(connection, activity), new Seen(connection, activity));
        }
      }
      return !over;
    };
  }

  private Part part(List<First<Seen>> found) {
    List<Entry<Seen>> entries = new ArrayList<>();
    found.forEach(first -> entries.addAll(first.entries()));
    entries.sort(Comparator.comparing(Entry::key, order.comparator()));
    List<ConnectionRow> rows = new ArrayList<>();
    long weight = 0;
    for (Entry<Seen> entry : entries) {
      if (rows.size() == limit || weight > MAX_WEIGHT) {
        break;
      }
      Seen seen = entry.value();
      rows.add(ConnectionRow.of(seen.connection, node, seen.activity));
      weight += ConnectionRow.weight(seen.connection);
    }
    boolean more = rows.size() < entries.size() || found.stream().anyMatch(First::more);
    return new Part(rows, more ? entries.get(rows.size() - 1).key() : null);
  }
}
