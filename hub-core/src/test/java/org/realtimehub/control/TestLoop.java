package org.realtimehub.control;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.ConnectionLoop;
import org.realtimehub.connection.Connections;
import org.realtimehub.connection.LiveConnection;
import org.realtimehub.connection.LoopLoad;
import org.realtimehub.connection.LoopState;
import org.realtimehub.connection.Slices;
import org.realtimehub.connection.Slices.Step;
import org.realtimehub.connection.SweepLimits;
import org.realtimehub.connection.SweepReport;
import org.realtimehub.connection.Walk;
import org.realtimehub.topic.TopicIndex;

/** One of two loops of a node, without being one: it holds every other connection. */
final class TestLoop implements ConnectionLoop {

  /** A sweep that was asked for. */
  record Asked(SweepLimits limits, boolean dryRun) {}

  private final Connections connections;
  private final Slices slices;
  private final int number;
  final List<Asked> sweeps = new CopyOnWriteArrayList<>();

  /** What sweeps report; null while they do not end. */
  volatile @Nullable SweepReport report = SweepReport.EMPTY;

  /** Whether it is too busy to do anything. */
  volatile boolean busy;

  TestLoop(Connections connections, Slices slices, int number) {
    this.connections = connections;
    this.slices = slices;
    this.number = number;
  }

  private List<LiveConnection> held() {
    List<LiveConnection> held = new ArrayList<>(connections.all());
    held.removeIf(connection -> Math.floorMod(connection.id().hashCode(), 2) != number);
    return held;
  }

  @Override
  public Future<SweepReport> sweep(SweepLimits limits, boolean dryRun) {
    sweeps.add(new Asked(limits, dryRun));
    SweepReport known = report;
    return known == null ? Promise.<SweepReport>promise().future() : Future.succeededFuture(known);
  }

  @Override
  public Future<Integer> close(Verdict verdict) {
    int[] closed = new int[1];
    Walk<LiveConnection> walk =
        new Walk<>(
            held(),
            connection -> {
              CloseReason reason = verdict.of(connection);
              if (reason != null) {
                connection.close(reason);
                closed[0]++;
              }
              return Step.DEAR;
            });
    return slices.run(walk, () -> closed[0]);
  }

  @Override
  public Future<Boolean> visit(Visitor visitor) {
    if (busy) {
      return Promise.<Boolean>promise().future();
    }
    Walk<LiveConnection> walk =
        new Walk<>(held(), connection -> visitor.visit(connection) ? Step.CHEAP : Step.LAST);
    return slices.run(walk, walk::complete);
  }

  private TopicIndex<LiveConnection> index() {
    TopicIndex<LiveConnection> index = new TopicIndex<>(10);
    held().forEach(c -> c.interest().matchers().forEach(matcher -> index.add(matcher, c)));
    return index;
  }

  @Override
  public Future<Boolean> visitMatchers(MatcherVisitor visitor) {
    Walk<TopicIndex.Registered> walk =
        new Walk<>(
            index().registered(),
            one -> visitor.visit(one.matcher(), one.registrations()) ? Step.CHEAP : Step.LAST);
    return slices.run(walk, walk::complete);
  }

  @Override
  public Future<List<Integer>> subscribers(List<String> topics) {
    return slices.run(() -> Step.LAST, () -> topics.stream().map(index()::count).toList());
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
