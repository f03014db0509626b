package org.realtimehub.control;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.realtimehub.connection.LiveConnection;
import org.realtimehub.control.ConnectionPage.Part;
import org.realtimehub.timing.NextTurn;

/**
 * Looks through one node's connections for a page in the order of ids, for a short time in each
 * turn, so that the loop does other work between, and not for long altogether: a page can end
 * before it is full.
 */
final class Listing {

  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long ALL_NANOS = TimeUnit.MILLISECONDS.toNanos(400);
  private static final int LOOKS_BETWEEN_CLOCKS = 16;
  private static final long MAX_WEIGHT = 1 << 20;

  private final Context context;
  private final String node;
  private final Selection selection;
  private final int limit;
  private final Iterator<LiveConnection> connections;
  private final List<LiveConnection> found = new ArrayList<>();
  private final Promise<Part> page = Promise.promise();
  private final long end = System.nanoTime() + ALL_NANOS;
  private @Nullable String reached;
  private long weight;

  Listing(
      Context context,
      String node,
      Selection selection,
      int limit,
      Iterator<LiveConnection> connections) {
    this.context = context;
    this.node = node;
    this.selection = selection;
    this.limit = limit;
    this.connections = connections;
  }

  Future<Part> run() {
    slice();
    return page.future();
  }

  private void slice() {
    long sliceEnd = System.nanoTime() + SLICE_NANOS;
    for (int looked = 1; connections.hasNext(); looked++) {
      LiveConnection connection = connections.next();
      reached = connection.id();
      if (selection.has(connection)) {
        found.add(connection);
        weight += ConnectionRow.weight(connection);
      }
      if (found.size() == limit || weight > MAX_WEIGHT) {
        finish();
        return;
      }
      if (looked % LOOKS_BETWEEN_CLOCKS == 0 && System.nanoTime() > sliceEnd) {
        if (System.nanoTime() > end) {
          finish();
        } else {
          NextTurn.run(context, this::slice);
        }
        return;
      }
    }
    finish();
  }

  private void finish() {
    SortKey more = connections.hasNext() && reached != null ? new SortKey("", 0, reached) : null;
    List<Future<ConnectionRow>> rows =
        found.stream()
            .map(c -> c.particulars().map(now -> ConnectionRow.of(c, node, now.activity())))
            .toList();
    Future.all(rows)
        .map(all -> new Part(rows.stream().map(Future::result).toList(), more))
        .onComplete(page);
  }
}
