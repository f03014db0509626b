package org.realtimehub.admin;

import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.realtimehub.admin.health.CanaryReport;
import org.realtimehub.admin.live.LogFacts;
import org.realtimehub.cluster.Membership;
import org.realtimehub.connection.Admission;
import org.realtimehub.connection.ConnectionLoop;
import org.realtimehub.connection.Connections;
import org.realtimehub.connection.LoopState;
import org.realtimehub.feed.Feed;
import org.realtimehub.feed.FeedCounts;
import org.realtimehub.feed.Window;
import org.realtimehub.log.EventLog;
import org.realtimehub.publish.PublishCounts;
import org.realtimehub.publish.PublishOutcome;
import org.realtimehub.update.Update;

/**
 * The node as its admin side sees it. Everything in it is thread-safe.
 *
 * @param loops one for each event loop that holds connections
 * @param draining whether the node is shutting down
 * @param problems what keeps the node from being ready, by the name of its readiness check; each
 *     tells the reason, or nothing
 */
public record NodeView(
    Membership membership,
    EventLog log,
    List<ConnectionLoop> loops,
    Connections connections,
    Admission admission,
    Counts counts,
    Flow flow,
    BooleanSupplier draining,
    Map<String, Supplier<Optional<String>>> problems) {

  public NodeView {
    loops = List.copyOf(loops);
    problems = Map.copyOf(problems);
  }

  /** What passes through the node: what it published, and what its feed was brought. */
  public record Counts(PublishCounts publishes, FeedCounts feed) {}

  /**
   * The way of updates through the node.
   *
   * @param facts what the log is told
   * @param publish takes what the hub itself publishes
   * @param canary how the updates fare that are sent to see whether they flow
   * @param delayed how many updates wait to be delivered later
   */
  public record Flow(
      LogFacts facts,
      Feed feed,
      Window window,
      Function<Update, Future<PublishOutcome>> publish,
      CanaryReport canary,
      IntSupplier delayed) {}

  /** What all loops hold together. */
  public Future<LoopState> state() {
    List<Future<LoopState>> states = loops.stream().map(ConnectionLoop::state).toList();
    return Future.all(states)
        .map(all -> states.stream().map(Future::result).reduce(LoopState.EMPTY, LoopState::plus));
  }
}
