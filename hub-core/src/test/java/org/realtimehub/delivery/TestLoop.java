package org.realtimehub.delivery;

import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.realtimehub.access.Dialect;
import org.realtimehub.access.Grants;
import org.realtimehub.access.TestClock;
import org.realtimehub.feed.TestFeed;
import org.realtimehub.feed.Window;
import org.realtimehub.log.Batch;
import org.realtimehub.log.Retention;
import org.realtimehub.log.ScriptedEventLog;
import org.realtimehub.topic.Matchers;
import org.realtimehub.topic.TopicMatcher;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;

/** A dispatcher on a real event loop, with a log and a window that the test fills. */
final class TestLoop implements AutoCloseable {

  static final Retention AMPLE = new Retention(100_000, 64 << 20, Duration.ofHours(1));
  static final DispatchLimits LIMITS = new DispatchLimits(4, 8, 1 << 20, 3, 10, 100);

  final Matchers matchers = new Matchers("https://hub.example/.well-known/mercure");
  final TestClock clock = new TestClock();
  final ScriptedEventLog log;
  final Window window;
  final TestFeed feed;
  final Dispatcher dispatcher;
  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();

  TestLoop() {
    this(AMPLE, 32, LIMITS);
  }

  TestLoop(Retention retention, int windowEvents, DispatchLimits limits) {
    log = new ScriptedEventLog(retention);
    window = new Window(windowEvents, 1 << 20);
    feed = new TestFeed(log, window);
    dispatcher = new Dispatcher(context, window, log, clock, limits);
    run(() -> dispatcher.start(log.boundsNow().headPosition()));
  }

  /** Runs a task on the loop and waits for it. */
  <T> T get(Callable<T> task) {
    CompletableFuture<T> done = new CompletableFuture<>();
    context.runOnContext(
        v -> {
          try {
            done.complete(task.call());
          } catch (Throwable failure) {
            done.completeExceptionally(failure);
          }
        });
    return done.orTimeout(20, TimeUnit.SECONDS).join();
  }

  void run(Runnable task) {
    get(
        () -> {
          task.run();
          return true;
        });
  }

  /** Puts a task behind what the loop has to do already. */
  void later(Runnable task) {
    context.runOnContext(v -> task.run());
  }

  /** Appends, and lets the loop dispatch it. */
  Batch publish(Update... updates) {
    Batch batch = feed.append(updates);
    run(() -> dispatcher.batch(batch));
    return batch;
  }

  Position at(long offset) {
    return new Position(log.boundsNow().epoch(), offset);
  }

  Cursor open(Interest interest, Outlet outlet, long after) {
    return get(() -> dispatcher.open(interest, outlet, at(after)));
  }

  Cursor openLive(Interest interest, Outlet outlet) {
    return get(() -> dispatcher.open(interest, outlet, dispatcher.head()));
  }

  TopicMatcher pattern(String value) {
    try {
      return matchers.urlPattern(value);
    } catch (Exception e) {
      throw new IllegalArgumentException(e);
    }
  }

  TopicMatcher exact(String value) {
    try {
      return matchers.exact(value);
    } catch (Exception e) {
      throw new IllegalArgumentException(e);
    }
  }

  Interest interest(TopicMatcher... wanted) {
    return new Interest(List.of(wanted), Grants.none(), Dialect.DRAFT_08, "connection");
  }

  Interest all() {
    return interest(exact("*"));
  }

  void awaitLive(Cursor... cursors) {
    for (Cursor cursor : cursors) {
      await()
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(2))
          .until(() -> get(cursor::isLive));
    }
  }

  void awaitState(Cursor cursor, Cursor.State state) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .until(() -> get(() -> cursor.state == state));
  }

  /** What a loop without subscribers must hold: nothing. */
  String held() {
    return get(
        () ->
            dispatcher.registrations()
                + " registrations, "
                + dispatcher.cursors()
                + " cursors, "
                + dispatcher.cursorsBehind()
                + " behind, "
                + dispatcher.distinctGrants()
                + " grants");
  }

  static final String NOTHING = "0 registrations, 0 cursors, 0 behind, 0 grants";

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }
}
