package org.realtimehub.control;

import io.vertx.core.Future;
import java.util.List;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.ConnectionLoop;
import org.realtimehub.connection.Connections;
import org.realtimehub.connection.LiveConnection;
import org.realtimehub.connection.LoopLoad;
import org.realtimehub.connection.LoopState;
import org.realtimehub.connection.SweepLimits;
import org.realtimehub.connection.SweepReport;

/** The loop of all connections of a node, without being one. */
record TestLoop(Connections connections) implements ConnectionLoop {

  @Override
  public Future<SweepReport> sweep(SweepLimits limits, boolean dryRun) {
    return Future.succeededFuture(SweepReport.EMPTY);
  }

  @Override
  public Future<Integer> close(Verdict verdict) {
    int closed = 0;
    for (LiveConnection connection : connections.all()) {
      CloseReason reason = verdict.of(connection);
      if (reason != null) {
        connection.close(reason);
        closed++;
      }
    }
    return Future.succeededFuture(closed);
  }

  @Override
  public Future<Boolean> visit(Visitor visitor) {
    return Future.succeededFuture(true);
  }

  @Override
  public Future<Boolean> visitMatchers(MatcherVisitor visitor) {
    return Future.succeededFuture(true);
  }

  @Override
  public Future<List<Integer>> subscribers(List<String> topics) {
    return Future.succeededFuture(List.of());
  }

  @Override
  public Future<LoopState> state() {
    return Future.succeededFuture(LoopState.EMPTY);
  }

  @Override
  public LoopLoad load() {
    return new LoopLoad(10, 2);
  }
}
