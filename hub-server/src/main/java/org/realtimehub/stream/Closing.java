package org.realtimehub.stream;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.ConnectionLoop;
import org.realtimehub.timing.NextTurn;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes many connections of a loop at once, for a short time in each turn, so that the others get
 * their updates between. Owned by the loop.
 */
final class Closing {

  private static final Logger LOG = LoggerFactory.getLogger(Closing.class);
  private static final long SLICE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final int LOOKS_BETWEEN_CLOCKS = 16;

  private final Context context;
  private final List<Connection> connections;
  private final ConnectionLoop.Verdict verdict;
  private final Promise<Integer> done = Promise.promise();
  private int next;
  private int closed;

  Closing(Context context, List<Connection> connections, ConnectionLoop.Verdict verdict) {
    this.context = context;
    this.connections = connections;
    this.verdict = verdict;
  }

  /** From any thread. */
  Future<Integer> run() {
    context.runOnContext(
        v -> {
          next = connections.size() - 1;
          slice();
        });
    return done.future();
  }

  /** Goes downwards, because a removal puts the last connection, seen already, in the gap. */
  private void slice() {
    long end = System.nanoTime() + SLICE_NANOS;
    int looked = 0;
    while (true) {
      next = Math.min(next, connections.size() - 1);
      if (next < 0) {
        done.complete(closed);
        return;
      }
      Connection connection = connections.get(next--);
      boolean look = judge(connection) || ++looked % LOOKS_BETWEEN_CLOCKS == 0;
      if (look && System.nanoTime() > end) {
        NextTurn.run(context, this::slice);
        return;
      }
    }
  }

  /** Whatever goes wrong with one, the others must be closed. */
  private boolean judge(Connection connection) {
    try {
      CloseReason reason = verdict.of(connection);
      if (reason == null) {
        return false;
      }
      connection.end(reason);
      closed++;
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).addKeyValue("connection", connection.id()).log("cannot close");
    }
    return true;
  }
}
