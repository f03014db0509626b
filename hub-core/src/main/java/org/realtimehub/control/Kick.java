package org.realtimehub.control;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.ConnectionLoop;
import org.realtimehub.connection.LiveConnection;

/** Closes those of one node's connections that are meant. */
final class Kick {

  /** After which it is told how many are closed by then; the others follow. */
  private static final long PATIENCE_MILLIS = 700;

  /**
   * What came of it.
   *
   * @param finished whether nothing is left to be closed
   */
  record Done(int closed, boolean finished) {}

  private final LocalNode node;
  private final ConnectionFilter filter;
  private final AtomicInteger closed = new AtomicInteger();

  Kick(LocalNode node, ConnectionFilter filter) {
    this.node = node;
    this.filter = filter;
  }

  Future<Done> run() {
    String id = filter.id();
    if (id != null) {
      Optional<LiveConnection> found = node.connections().find(id).filter(selection()::has);
      found.ifPresent(connection -> connection.close(CloseReason.KICKED));
      return Future.succeededFuture(new Done(found.isPresent() ? 1 : 0, true));
    }
    List<Future<Integer>> loops =
        node.loops().stream().map(loop -> loop.close(verdict(selection()))).toList();
    return Future.all(loops)
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .transform(all -> Future.succeededFuture(new Done(closed.get(), all.succeeded())));
  }

  /** Each loop has its own, for loops are threads. */
  private Selection selection() {
    return new Selection(filter);
  }

  private ConnectionLoop.Verdict verdict(Selection selection) {
    return connection -> {
      if (!selection.has(connection)) {
        return null;
      }
      closed.incrementAndGet();
      return CloseReason.KICKED;
    };
  }
}
