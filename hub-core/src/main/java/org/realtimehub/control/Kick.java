package org.realtimehub.control;

import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.ConnectionLoop;
import org.realtimehub.connection.LiveConnection;

/** Closes, or counts, those of one node's connections that are meant. */
final class Kick {

  /** After which it is told how many are closed by then; the others follow. */
  private static final long PATIENCE_MILLIS = 700;

  /**
   * What came of it.
   *
   * @param finished whether nothing is left to be closed, or counted
   */
  record Done(int meant, boolean finished) {}

  private final LocalNode node;
  private final ConnectionFilter filter;
  private final boolean dryRun;
  private final long now;
  private final AtomicInteger meant = new AtomicInteger();
  private volatile boolean over;

  /**
   * @param dryRun only counts
   * @param now milliseconds since 1970
   */
  Kick(LocalNode node, ConnectionFilter filter, boolean dryRun, long now) {
    this.node = node;
    this.filter = filter;
    this.dryRun = dryRun;
    this.now = now;
  }

  Future<Done> run() {
    String id = filter.id();
    List<Future<Void>> works =
        id != null
            ? node.connections().find(id).stream().map(this::one).toList()
            : node.loops().stream().map(this::all).toList();
    return Future.all(works)
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .transform(
            all -> {
              over = true;
              return Future.succeededFuture(new Done(meant.get(), all.succeeded()));
            });
  }

  private Future<Void> one(LiveConnection connection) {
    Selection selection = selection();
    return connection
        .particulars()
        .map(
            particulars -> {
              if (selection.has(connection) && selection.reaches(particulars.activity())) {
                meant.incrementAndGet();
                if (!dryRun) {
                  connection.close(CloseReason.KICKED);
                }
              }
              return null;
            });
  }

  private Future<Void> all(ConnectionLoop loop) {
    Selection selection = selection();
    return dryRun
        ? loop.visit(connection -> counted(selection, connection)).mapEmpty()
        : loop.close(connection -> verdict(selection, connection)).mapEmpty();
  }

  /** Each loop has its own, for loops are threads. */
  private Selection selection() {
    return new Selection(filter, now);
  }

  private boolean counted(Selection selection, LiveConnection connection) {
    if (selection.means(connection)) {
      meant.incrementAndGet();
    }
    return !over;
  }

  private @Nullable CloseReason verdict(Selection selection, LiveConnection connection) {
    if (!selection.means(connection)) {
      return null;
    }
    meant.incrementAndGet();
    return CloseReason.KICKED;
  }
}
