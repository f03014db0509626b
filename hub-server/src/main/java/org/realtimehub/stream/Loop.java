package org.realtimehub.stream;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.ConnectionLoop;
import org.realtimehub.connection.Connections;
import org.realtimehub.connection.LoopLoad;
import org.realtimehub.connection.LoopState;
import org.realtimehub.connection.Slices;
import org.realtimehub.connection.Slices.Step;
import org.realtimehub.connection.SweepLimits;
import org.realtimehub.connection.SweepReport;
import org.realtimehub.connection.Walk;
import org.realtimehub.delivery.Dispatcher;
import org.realtimehub.presence.Presence;
import org.realtimehub.timing.Timeout;
import org.realtimehub.timing.TimeoutWheel;
import org.realtimehub.topic.TopicIndex.Registered;

/**
 * One event loop's connections, and what they share: dispatcher, deadlines, the flush at the end of
 * a turn. Owned by its context, but for the methods of {@link ConnectionLoop}.
 */
public final class Loop implements ConnectionLoop {

  /** Precision of deadlines. */
  public static final long TICK_MILLIS = 100;

  /** How long an ended answer may take to leave before its connection is broken off. */
  private static final long LINGER_MILLIS = 5_000;

  private final Context context;
  private final Dispatcher dispatcher;
  private final TimeoutWheel wheel;
  private final Connections directory;
  private final Presence presence;

  private final List<Connection> connections = new ArrayList<>();
  private final Bundles bundles = new Bundles();
  private List<StreamWriter> toFlush = new ArrayList<>();
  private List<StreamWriter> flushed = new ArrayList<>();
  private List<Connection> toEnd = new ArrayList<>();
  private final LoopMeter meter = new LoopMeter();
  private final Backlog backlog = new Backlog();
  private final Slices slices;
  private boolean turnEndScheduled;
  private long now = System.currentTimeMillis();

  public Loop(
      Context context,
      Dispatcher dispatcher,
      TimeoutWheel wheel,
      Connections directory,
      Presence presence) {
    this.context = context;
    this.dispatcher = dispatcher;
    this.wheel = wheel;
    this.directory = directory;
    this.presence = presence;
    this.slices = new Slices(context);
  }

  public Context context() {
    return context;
  }

  public Dispatcher dispatcher() {
    return dispatcher;
  }

  public TimeoutWheel wheel() {
    return wheel;
  }

  /** Milliseconds since 1970, at most one tick of the wheel old. */
  public long now() {
    return now;
  }

  /** A tick of the loop's clock. */
  public void tick() {
    now = System.currentTimeMillis();
    meter.ticked(now, TICK_MILLIS);
    wheel.advance(now);
    backlog.look(now);
  }

  void add(Connection connection) {
    connection.slot = connections.size();
    connections.add(connection);
    directory.opened(connection);
    presence.began(connection);
  }

  void remove(Connection connection, CloseReason reason) {
    Connection last = connections.remove(connections.size() - 1);
    if (last != connection) {
      connections.set(connection.slot, last);
      last.slot = connection.slot;
    }
    directory.closed(connection, reason);
    presence.ended(connection);
  }

  /** A connection took an update. */
  void delivered() {
    meter.delivered();
  }

  /** The connections for which bytes wait. */
  Backlog backlog() {
    return backlog;
  }

  /** What is written in this turn. */
  Bundles bundles() {
    return bundles;
  }

  /** Everything that asks for it during this turn is flushed once, after it. */
  void flushLater(StreamWriter writer) {
    toFlush.add(writer);
    scheduleTurnEnd();
  }

  /** The connection's answer is complete with this turn. */
  void endLater(Connection connection) {
    toEnd.add(connection);
    scheduleTurnEnd();
  }

  private void scheduleTurnEnd() {
    if (!turnEndScheduled) {
      turnEndScheduled = true;
      context.runOnContext(v -> turnEnd());
    }
  }

  private void turnEnd() {
    turnEndScheduled = false;
    List<StreamWriter> writers = toFlush;
    toFlush = flushed;
    flushed = writers;
    for (int i = 0; i < writers.size(); i++) {
      writers.get(i).flush();
    }
    writers.clear();
    bundles.endTurn();
    List<Connection> complete = toEnd;
    toEnd = new ArrayList<>();
    complete.forEach(connection -> connection.end(CloseReason.COMPLETED));
  }

  /** Breaks the connection off if the end of its answer does not leave. */
  void lingering(Answer answer, Future<Void> sent) {
    if (sent.isComplete()) {
      return;
    }
    Timeout limit = wheel.schedule(now + LINGER_MILLIS, answer::breakOff);
    sent.onComplete(done -> limit.cancel());
  }

  /** Closes all connections, spread evenly over a time. */
  public Future<Void> drain(Duration over) {
    Promise<Void> drained = Promise.promise();
    long step = 100;
    long steps = Math.max(1, over.toMillis() / step);
    context.runOnContext(v -> drainStep(steps, step, drained));
    return drained.future();
  }

  private void drainStep(long stepsLeft, long stepMillis, Promise<Void> drained) {
    int share = (int) ((connections.size() + stepsLeft - 1) / stepsLeft);
    for (int i = 0; i < share && !connections.isEmpty(); i++) {
      connections.get(connections.size() - 1).end(CloseReason.DRAINED);
    }
    if (connections.isEmpty()) {
      drained.complete();
    } else {
      wheel.schedule(
          now + stepMillis, () -> drainStep(Math.max(1, stepsLeft - 1), stepMillis, drained));
    }
  }

  @Override
  public Future<SweepReport> sweep(SweepLimits limits, boolean dryRun) {
    Excess excess = Excess.of(limits);
    Closing closing = new Closing(c -> excess.of(c, System.currentTimeMillis()), dryRun);
    return slices.run(new Walk<>(connections, closing), closing::report);
  }

  @Override
  public Future<Integer> close(Verdict verdict) {
    Closing closing = new Closing(verdict::of, false);
    return slices.run(new Walk<>(connections, closing), closing::closed);
  }

  @Override
  public Future<Boolean> visit(Visitor visitor) {
    Walk<Connection> walk = new Walk<>(connections, c -> visitor.visit(c) ? Step.CHEAP : Step.LAST);
    return slices.run(walk, walk::complete);
  }

  @Override
  public Future<Boolean> visitMatchers(MatcherVisitor visitor) {
    Walk<Registered> walk =
        new Walk<>(
            dispatcher.index().registered(),
            r -> visitor.visit(r.matcher(), r.registrations()) ? Step.CHEAP : Step.LAST);
    return slices.run(walk, walk::complete);
  }

  @Override
  public Future<List<Integer>> subscribers(List<String> topics) {
    List<Integer> counts = new ArrayList<>(topics.size());
    Iterator<String> left = topics.iterator();
    return slices.run(
        () -> {
          if (!left.hasNext()) {
            return Step.LAST;
          }
          counts.add(dispatcher.index().count(left.next()));
          return Step.DEAR;
        },
        () -> counts);
  }

  @Override
  public LoopLoad load() {
    return meter.load();
  }

  @Override
  public Future<LoopState> state() {
    long[] waiting = new long[1];
    Walk<Connection> walk =
        new Walk<>(
            backlog.waiting(),
            c -> {
              waiting[0] += c.waitingBytes();
              return Step.CHEAP;
            });
    return slices.run(walk, () -> currentState(waiting[0]));
  }

  private LoopState currentState(long waitingBytes) {
    return new LoopState(
        connections.size(),
        dispatcher.registrations(),
        dispatcher.cursors(),
        dispatcher.cursorsBehind(),
        dispatcher.distinctGrants(),
        wheel.pending(),
        waitingBytes);
  }
}
