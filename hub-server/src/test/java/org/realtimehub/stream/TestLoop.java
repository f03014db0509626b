package org.realtimehub.stream;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.realtimehub.access.Dialect;
import org.realtimehub.access.Grants;
import org.realtimehub.access.Payloads;
import org.realtimehub.connection.Admission;
import org.realtimehub.connection.AdmissionLimits;
import org.realtimehub.connection.AdmissionOutcome;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.Connections;
import org.realtimehub.delivery.DispatchLimits;
import org.realtimehub.delivery.Dispatcher;
import org.realtimehub.delivery.Interest;
import org.realtimehub.feed.Window;
import org.realtimehub.log.Batch;
import org.realtimehub.log.MemoryEventLog;
import org.realtimehub.log.Retention;
import org.realtimehub.presence.Presence;
import org.realtimehub.timing.TimeoutWheel;
import org.realtimehub.topic.TopicMatcher;
import org.realtimehub.update.Event;
import org.realtimehub.update.FrameFormat;
import org.realtimehub.update.Handling;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;

/**
 * A real loop with real connections that have no clients. Its clock stands still unless a test
 * turns it: the wheel closes nothing.
 */
final class TestLoop implements AutoCloseable {

  static final String EPOCH = "e";

  final Vertx vertx = Vertx.vertx();
  final Context context = vertx.getOrCreateContext();
  final Connections directory = new Connections();
  final Loop loop;
  private final Admission admission =
      new Admission(new AdmissionLimits(1_000_000, 0, Duration.ZERO, 0, 0));
  private final Dispatcher dispatcher;

  TestLoop() {
    Window window = new Window(8, 1 << 20);
    MemoryEventLog log =
        new MemoryEventLog(new Retention(8, 1 << 20, Duration.ofHours(1)), InstantSource.system());
    dispatcher =
        new Dispatcher(context, window, log, InstantSource.system(), DispatchLimits.DEFAULT);
    TimeoutWheel wheel = new TimeoutWheel(Loop.TICK_MILLIS, 1_024, System.currentTimeMillis());
    loop = new Loop(context, dispatcher, wheel, directory, Presence.silent());
    run(() -> dispatcher.start(new Position(EPOCH, 0)));
  }

  /** Runs on the loop, and returns when it is done. */
  void run(Runnable action) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        v -> {
          try {
            action.run();
            done.complete();
          } catch (RuntimeException | AssertionError e) {
            done.fail(e);
          }
        });
    await(done.future());
  }

  static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** A connection that never ends by itself; on the loop. */
  Connection open(StillWriter writer, @Nullable String subject, TopicMatcher... matchers) {
    return open(
        writer,
        subject,
        new Lifetime(Lifetime.NEVER, Lifetime.NEVER, CloseReason.OVER_AGE, 15_000),
        matchers);
  }

  Connection open(
      StillWriter writer, @Nullable String subject, Lifetime lifetime, TopicMatcher... matchers) {
    AdmissionOutcome.Admitted admitted =
        (AdmissionOutcome.Admitted) admission.ask("192.0.2.1", null, () -> {});
    Client client =
        new Client(
            new Interest(
                List.of(matchers), Grants.none(), Dialect.DRAFT_08, UUID.randomUUID().toString()),
            Payloads.none(),
            "192.0.2.1",
            Optional.ofNullable(subject),
            Optional.empty(),
            false,
            FrameFormat.Shape.PLAIN);
    Connection connection =
        new Connection(loop, client, lifetime, admitted.place(), same -> writer);
    connection.open(new Beginning(dispatcher.head(), false, true), null);
    return connection;
  }

  /** Updates of a topic pass; on the loop. */
  void pass(String topic, int count) {
    List<LoggedUpdate> updates = new ArrayList<>();
    long head = dispatcher.head().offset();
    for (int i = 1; i <= count; i++) {
      updates.add(
          new LoggedUpdate(
              head + i,
              new Update("u" + head + i, List.of(topic), Event.ofData("x"), Handling.PUBLIC)));
    }
    dispatcher.batch(new Batch(EPOCH, updates));
  }

  @Override
  public void close() {
    await(vertx.close());
  }
}
