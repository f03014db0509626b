package org.realtimehub.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.realtimehub.log.Batch;
import org.realtimehub.log.Retention;
import org.realtimehub.log.ScriptedEventLog;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;
import org.realtimehub.update.Updates;

/** Invariants 1 and 2: the bus is a courier, the log is the truth. */
final class FeedTest {

  private ScriptedEventLog log = new ScriptedEventLog();
  private final Window window = new Window(64, 1 << 20);
  private final Recorder recorder = new Recorder();
  private Vertx vertx;
  private Context owner;
  private Feed feed;
  private int published;

  @BeforeEach
  void makeFeed() {
    vertx = Vertx.vertx();
    owner = vertx.getOrCreateContext();
    feed = new Feed(log, window, owner);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
    assertThat(recorder.violations()).isEmpty();
  }

  private void startWith(ScriptedEventLog other) throws Exception {
    log = other;
    feed = new Feed(log, window, owner);
    start();
  }

  private void start() throws Exception {
    feed.start().await(20, TimeUnit.SECONDS);
    feed.attach(vertx.getOrCreateContext(), recorder).await(20, TimeUnit.SECONDS);
  }

  private Batch append(int count) {
    Update[] updates = new Update[count];
    for (int i = 0; i < count; i++) {
      updates[i] = Updates.of("u" + ++published);
    }
    return log.appendNow(updates);
  }

  private void receive(Batch... batches) {
    for (Batch batch : batches) {
      owner.runOnContext(v -> feed.receive(batch));
    }
  }

  private void checkHead() {
    owner.runOnContext(v -> feed.repair());
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  private void awaitOffsets(List<Long> expected) {
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .untilAsserted(() -> assertThat(recorder.offsets()).isEqualTo(expected));
  }

  @RepeatedTest(15)
  void anyLossRepetitionAndReordering_changesLatencyOnly() throws Exception {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    start();
    AtomicBoolean unreliable = new AtomicBoolean(true);
    Random failures = new Random(seed + 1);
    log.beforeRead(
        () ->
            unreliable.get() && failures.nextInt(3) == 0
                ? Future.failedFuture("log out of reach")
                : Future.succeededFuture());
    List<Batch> onTheWay = new ArrayList<>();
    for (int round = 0; round < 400; round++) {
      Batch batch = append(1 + random.nextInt(4));
      int copies = random.nextInt(10) < 2 ? 0 : 1 + random.nextInt(2);
      for (int copy = 0; copy < copies; copy++) {
        onTheWay.add(random.nextInt(onTheWay.size() + 1), batch);
      }
      while (onTheWay.size() > random.nextInt(8)) {
        receive(onTheWay.remove(random.nextInt(onTheWay.size())));
      }
      if (random.nextInt(20) == 0) {
        checkHead();
      }
    }
    unreliable.set(false);
    checkHead();
    await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(2))
        .untilAsserted(
            () -> {
              checkHead();
              assertThat(recorder.offsets()).as("seed %d", seed).isEqualTo(range(1, published));
            });
    assertThat(recorder.updates().stream().map(Update::id).toList())
        .as("seed %d", seed)
        .isEqualTo(log.allNow().stream().map(logged -> logged.update().id()).toList());
    assertThat(recorder.restarts()).as("seed %d", seed).isEmpty();
  }

  @Test
  void lastBatch_lost_isFoundByTheLookAtTheHead() throws Exception {
    start();
    receive(append(2));
    append(3);
    awaitOffsets(range(1, 2));
    assertThat(feed.counts().repairs()).isZero();
    checkHead();
    awaitOffsets(range(1, 5));
    assertThat(feed.counts().repairs()).isEqualTo(1);
    assertThat(feed.counts().batches()).isEqualTo(1);
  }

  @Test
  void longHole_isMendedInSeveralReads() throws Exception {
    start();
    for (int i = 0; i < 20; i++) {
      append(100);
    }
    receive(append(1));
    awaitOffsets(range(1, 2_001));
    assertThat(log.reads()).isGreaterThan(3);
  }

  @Test
  void batchesThatOverlap_areHandedOnOnce() throws Exception {
    start();
    Batch first = append(3);
    Batch second = append(3);
    List<LoggedUpdate> both = new ArrayList<>(first.updates());
    both.addAll(second.updates());
    receive(first, new Batch(first.epoch(), both), second, first);
    receive(append(1));
    awaitOffsets(range(1, 7));
    assertThat(log.reads()).isZero();
  }

  @Test
  void batchesBeforeTheStart_areKeptOrFound() throws Exception {
    Promise<Void> answers = Promise.promise();
    log.beforeBounds(answers::future);
    Future<Void> started = feed.start();
    Batch early = append(2);
    receive(append(1), early);
    answers.complete();
    started.await(20, TimeUnit.SECONDS);
    feed.attach(vertx.getOrCreateContext(), recorder).await(20, TimeUnit.SECONDS);
    assertThat(recorder.head().offset()).isEqualTo(3);
    receive(append(1));
    awaitOffsets(range(4, 4));
  }

  @Test
  void feedThatStartsBesideALogWithAPast_holdsItInItsWindow_andGoesOnFromItsHead()
      throws Exception {
    append(40);
    Promise<Void> answer = Promise.promise();
    log.beforeRead(answer::future);
    Future<Void> started = feed.start();
    await().until(() -> log.reads() == 1);
    receive(append(2), append(1));
    append(1);
    answer.complete();
    started.await(20, TimeUnit.SECONDS);
    String epoch = log.boundsNow().epoch();
    assertThat(window.get(epoch, 1)).isNotNull();
    feed.attach(vertx.getOrCreateContext(), recorder).await(20, TimeUnit.SECONDS);
    receive(append(1));
    await().until(() -> recorder.head().offset() == 45);
    assertThat(window.get(epoch, 45)).isNotNull();
    assertThat(recorder.restarts()).isEmpty();
  }

  @Test
  void failedRead_isTriedAgain() throws Exception {
    start();
    log.beforeRead(() -> Future.failedFuture("down"));
    append(2);
    receive(append(1));
    await().until(() -> log.reads() == 1);
    assertThat(recorder.offsets()).isEmpty();
    log.beforeRead(Future::succeededFuture);
    checkHead();
    awaitOffsets(range(1, 3));
  }

  @Test
  void newLifeOfTheLog_startsAgainAtItsTail() throws Exception {
    start();
    Batch old = append(3);
    receive(old);
    awaitOffsets(range(1, 3));
    log.beginNewLife();
    receive(append(2), old);
    await().until(() -> recorder.head().equals(log.boundsNow().headPosition()));
    assertThat(recorder.restarts()).containsExactly(log.boundsNow().tailPosition());
    assertThat(recorder.offsets()).containsExactly(1L, 2L, 3L, 1L, 2L);
    receive(old, append(1));
    awaitOffsets(List.of(1L, 2L, 3L, 1L, 2L, 3L));
    assertThat(recorder.restarts()).hasSize(1);
    assertThat(feed.counts().restarts()).isEqualTo(1);
  }

  @Test
  void newLifeOfTheLog_isNoticedWithoutAnyMessage() throws Exception {
    start();
    log.beginNewLife();
    checkHead();
    await().until(() -> recorder.restarts().size() == 1);
    assertThat(recorder.head()).isEqualTo(log.boundsNow().tailPosition());
  }

  @Test
  void trimmedHole_startsAgainAtTheTail() throws Exception {
    startWith(new ScriptedEventLog(new Retention(10, 1 << 20, Duration.ofHours(1))));
    receive(append(1));
    for (int i = 0; i < 30; i++) {
      append(1);
    }
    receive(append(1));
    await().until(() -> recorder.head().offset() == 32);
    assertThat(recorder.restarts()).containsExactly(log.boundsNow().tailPosition());
    List<Long> expected = new ArrayList<>(List.of(1L));
    expected.addAll(range(23, 32));
    assertThat(recorder.offsets()).isEqualTo(expected);
  }

  @Test
  void batchThatTheBusBringsLate_afterTheLogTrimmedIt_isNoGap() throws Exception {
    startWith(new ScriptedEventLog(new Retention(10, 1 << 20, Duration.ofHours(1))));
    Batch late = append(3);
    Batch early = append(20);
    receive(early);
    await().until(() -> log.reads() == 1);
    receive(late);
    awaitOffsets(range(1, 23));
    await().until(() -> log.reads() == 2);
    receive(append(1));
    awaitOffsets(range(1, 24));
    assertThat(recorder.restarts()).isEmpty();
  }

  @Test
  void trimmedHole_isNoLarger_thanWhatTheBusDidNotBring() throws Exception {
    startWith(new ScriptedEventLog(new Retention(10, 1 << 20, Duration.ofHours(1))));
    append(2);
    Batch separate = append(2);
    append(1);
    List<Batch> brought = new ArrayList<>();
    for (int i = 0; i < 15; i++) {
      brought.add(append(2));
    }
    append(3);
    receive(separate);
    receive(brought.toArray(new Batch[0]));
    awaitOffsets(range(6, 38));
    assertThat(recorder.restarts()).containsExactly(new Position(log.boundsNow().epoch(), 5));
  }

  @Test
  void logThatLostItsEnd_goesOnFromWhereItEndsNow() throws Exception {
    start();
    receive(append(5));
    awaitOffsets(range(1, 5));
    log.loseEnd(3);
    checkHead();
    await().until(() -> recorder.restarts().size() == 1);
    assertThat(recorder.restarts()).containsExactly(log.boundsNow().headPosition());
    receive(append(3));
    awaitOffsets(List.of(1L, 2L, 3L, 4L, 5L, 4L, 5L, 6L));
    assertThat(recorder.restarts()).hasSize(1);
  }

  @Test
  void batchesThatOvertakeALookAtTheLog_areNoLoss_howeverFarTheyCame() throws Exception {
    startWith(new ScriptedEventLog(new Retention(10, 1 << 20, Duration.ofHours(1))));
    Promise<Void> answer = Promise.promise();
    log.beforeRead(answer::future);
    Batch large = append(25);
    checkHead();
    await().until(() -> log.reads() == 1);
    log.beforeRead(Future::succeededFuture);
    receive(large, append(5));
    awaitOffsets(range(1, 30));
    answer.complete();
    receive(append(1));
    awaitOffsets(range(1, 31));
    assertThat(recorder.restarts()).isEmpty();
  }

  @Test
  void delivery_isTimedUntilTheLoopHasWritten_andOnlyWhereItIsOne() throws Exception {
    start();
    Context loop = vertx.getOrCreateContext();
    List<String> order = new ArrayList<>();
    Recorder delivering =
        new Recorder() {
          @Override
          public synchronized void batch(Batch batch) {
            super.batch(batch);
            // As a loop does that writes at the end of its turn.
            loop.runOnContext(
                v -> {
                  feed.counts().latency().tick();
                  order.add("written after " + feed.counts().latency().all(60).count());
                });
          }

          @Override
          public boolean delivers() {
            return true;
          }
        };
    feed.attach(loop, delivering).await(20, TimeUnit.SECONDS);
    receive(append(2));
    await()
        .until(
            () -> {
              feed.counts().latency().tick();
              return feed.counts().latency().all(60).count() == 1;
            });
    assertThat(order).containsExactly("written after 0");
  }

  @Test
  void ephemeralUpdateOfALostBatch_isItsPlaceOnly() throws Exception {
    start();
    Batch delivered = log.appendNow(Updates.ephemeral("live"));
    log.appendNow(Updates.ephemeral("lost"));
    receive(delivered);
    checkHead();
    awaitOffsets(range(1, 2));
    assertThat(recorder.placeholder(0)).isFalse();
    assertThat(recorder.placeholder(1)).isTrue();
  }

  @Test
  void window_holdsWhatWasHandedOn_butNoEphemeralContent() throws Exception {
    start();
    receive(append(2), log.appendNow(Updates.ephemeral("e")));
    awaitOffsets(range(1, 3));
    String epoch = log.boundsNow().epoch();
    assertThat(window.get(epoch, 2)).isNotNull();
    assertThat(window.get(epoch, 3)).matches(kept -> kept != null && kept.placeholder());
  }

  @Test
  void loopThatJoinsLater_beginsAtTheHead_andOneThatLeftHearsNothing() throws Exception {
    start();
    receive(append(2));
    Recorder late = new Recorder();
    feed.attach(vertx.getOrCreateContext(), late).await(20, TimeUnit.SECONDS);
    assertThat(late.head().offset()).isEqualTo(2);
    feed.detach(recorder);
    receive(append(1));
    await().until(() -> late.offsets().equals(List.of(3L)));
    assertThat(recorder.offsets()).isEqualTo(range(1, 2));
    assertThat(late.violations()).isEmpty();
  }

  @Test
  void loop_cannotJoinAFeedThatDoesNotRun() {
    assertThatThrownBy(
            () -> feed.attach(vertx.getOrCreateContext(), recorder).await(20, TimeUnit.SECONDS))
        .isInstanceOf(IllegalStateException.class);
  }
}
