package org.realtimehub.delay;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realtimehub.log.Appended;
import org.realtimehub.log.Batch;
import org.realtimehub.log.Bounds;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.Found;
import org.realtimehub.log.MemoryEventLog;
import org.realtimehub.log.ReadResult;
import org.realtimehub.log.Retention;
import org.realtimehub.publish.PublishOutcome;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;
import org.realtimehub.update.Updates;

final class DelaysTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final DelayLimits LIMITS = new DelayLimits(10, 10_000);

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private volatile Instant now = Instant.now();
  private final Switching log = new Switching(newLog());
  private final List<Delays> nodes = new ArrayList<>();
  private final AtomicInteger failures = new AtomicInteger();

  @AfterEach
  void stop() {
    await(vertx.close());
  }

  private EventLog newLog() {
    return new MemoryEventLog(new Retention(32, 1 << 20, Duration.ofDays(1)), () -> now);
  }

  private static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private Delays node(int rank) {
    Delays delays =
        new Delays(context, log, this::publish, () -> rank, InstantSource.system(), LIMITS);
    nodes.add(delays);
    return delays;
  }

  private Delays started(int rank) {
    Delays delays = node(rank);
    Position head = await(log.bounds()).headPosition();
    onContext(() -> delays.start(head));
    return delays;
  }

  private void onContext(Runnable action) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        v -> {
          action.run();
          done.complete();
        });
    await(done.future());
  }

  /** Into the log, and from there to all nodes. */
  private Future<PublishOutcome> publish(Update update) {
    if (failures.getAndDecrement() > 0) {
      return Future.succeededFuture(new PublishOutcome.Unavailable("down"));
    }
    return append(update).map(v -> new PublishOutcome.Accepted(update.id()));
  }

  private Future<Void> append(Update... updates) {
    return log.append(List.of(updates))
        .map(
            appended -> {
              distribute(appended.batch());
              return null;
            });
  }

  private void distribute(Batch batch) {
    context.runOnContext(v -> nodes.forEach(node -> node.batch(batch)));
  }

  private static Update waiting(String id, Duration delay) {
    return Delayed.waiting(Updates.of(id, "/t"), System.currentTimeMillis() + delay.toMillis());
  }

  private List<String> retained() {
    ReadResult read =
        await(log.bounds().compose(bounds -> log.read(bounds.tailPosition(), 1_000, 1 << 20)));
    return ((ReadResult.Slice) read)
        .updates().stream().map(LoggedUpdate::update).map(Update::id).toList();
  }

  private void awaitRetained(String... ids) {
    Awaitility.await()
        .atMost(PATIENCE)
        .untilAsserted(() -> assertThat(retained()).containsExactly(ids));
  }

  private void awaitNobodyWaits() {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(() -> nodes.stream().allMatch(node -> node.count() == 0));
  }

  @Test
  void updateIsPublishedOnce_howeverManyNodesThereAre() {
    started(0);
    started(1);
    started(1);
    await(append(waiting("a", Duration.ofMillis(50))));
    awaitNobodyWaits();
    assertThat(retained()).containsExactly("urn:hub:delayed:a", "a");
  }

  @Test
  void laterNodesPublish_whenTheFirstDoesNot() {
    started(3);
    await(append(waiting("a", Duration.ofMillis(50))));
    awaitRetained("urn:hub:delayed:a", "a");
  }

  @Test
  void updatesAreInTheOrderOfTheirTimes() {
    started(0);
    await(
        append(
            waiting("c", Duration.ofMillis(300)),
            waiting("a", Duration.ofMillis(50)),
            waiting("b", Duration.ofMillis(150))));
    awaitNobodyWaits();
    assertThat(retained()).endsWith("a", "b", "c");
  }

  @Test
  void nodeThatStarts_findsWhatWaits_andWhatIsOver() {
    await(append(waiting("over", Duration.ZERO), waiting("a", Duration.ofMillis(50))));
    await(append(Delayed.due(waiting("over", Duration.ZERO))));
    started(0);
    awaitRetained("urn:hub:delayed:over", "urn:hub:delayed:a", "over", "a");
    awaitNobodyWaits();
  }

  @Test
  void outageOfTheLog_makesItLate() {
    failures.set(2);
    started(0);
    await(append(waiting("a", Duration.ofMillis(10))));
    awaitRetained("urn:hub:delayed:a", "a");
    awaitNobodyWaits();
  }

  @Test
  void nodeThatSleptThroughTheDelivery_doesNotRepeatIt() {
    Delays sleeper = started(0);
    Update waiting = waiting("a", Duration.ofMillis(400));
    await(append(waiting));
    Awaitility.await().atMost(PATIENCE).until(() -> sleeper.count() == 1);
    nodes.clear();
    await(append(Delayed.due(waiting)));
    // The log has forgotten the key by now.
    now = now.plus(EventLog.IDEMPOTENCY_WINDOW).plusSeconds(1);
    Awaitility.await().atMost(PATIENCE).until(() -> sleeper.count() == 0);
    assertThat(retained()).containsExactly("urn:hub:delayed:a", "a");
  }

  @Test
  void publishersIdThatWasUsedBefore_preventsNothing() {
    started(0);
    await(append(Updates.of("a", "/t"), waiting("a", Duration.ofMillis(10))));
    awaitRetained("a", "urn:hub:delayed:a", "a");
  }

  @Test
  void whatWaits_isRenewed_beforeItIsTrimmed() {
    started(0);
    await(append(waiting("a", Duration.ofHours(1))));
    for (int i = 0; i < 60; i++) {
      int number = i;
      await(append(Updates.of("other" + i, "/t")));
      if (number % 20 == 19) {
        Awaitility.await().atMost(PATIENCE).until(() -> retained().contains("urn:hub:delayed:a"));
      }
    }
    assertThat(nodes.get(0).count()).isEqualTo(1);
  }

  @Test
  void newLifeOfTheLog_isToldWhatWaits() {
    Delays node = started(0);
    await(append(waiting("a", Duration.ofHours(1))));
    Awaitility.await().atMost(PATIENCE).until(() -> node.count() == 1);
    log.current = newLog();
    Position head = await(log.bounds()).headPosition();
    onContext(() -> node.restart(head));
    awaitRetained("urn:hub:delayed:a");
  }

  /** A log that can become another. */
  private static final class Switching implements EventLog {

    private volatile EventLog current;

    Switching(EventLog first) {
      current = first;
    }

    @Override
    public Future<Appended> append(List<Update> updates) {
      return current.append(updates);
    }

    @Override
    public Future<ReadResult> read(Position after, int maxCount, long maxBytes) {
      return current.read(after, maxCount, maxBytes);
    }

    @Override
    public Future<Optional<Found>> find(String id) {
      return current.find(id);
    }

    @Override
    public Future<Bounds> bounds() {
      return current.bounds();
    }

    @Override
    public Future<Void> close() {
      return Future.succeededFuture();
    }
  }

  @Test
  void room_isBounded_byNumberAndWeight() {
    Delays node = node(0);
    Update small = waiting("a", Duration.ofHours(1));
    assertThat(node.hasRoomFor(small)).isTrue();
    Update large =
        Delayed.waiting(
            Updates.of("b", "x".repeat(20_000)), System.currentTimeMillis() + 3_600_000);
    assertThat(node.hasRoomFor(large)).isFalse();
    Position head = await(log.bounds()).headPosition();
    onContext(() -> node.start(head));
    for (int i = 0; i < LIMITS.updates(); i++) {
      await(append(waiting("a" + i, Duration.ofHours(1))));
    }
    Awaitility.await().atMost(PATIENCE).until(() -> !node.hasRoomFor(small));
  }
}
