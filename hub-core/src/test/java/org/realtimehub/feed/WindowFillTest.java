package org.realtimehub.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realtimehub.log.Retention;
import org.realtimehub.log.ScriptedEventLog;
import org.realtimehub.update.Position;
import org.realtimehub.update.Updates;

/** A node that starts beside a log with a past holds the newest part of it before it serves. */
final class WindowFillTest {

  private static final int CAPACITY = 2_048;

  private final Vertx vertx = Vertx.vertx();
  private ScriptedEventLog log = new ScriptedEventLog();
  private Window window = new Window(CAPACITY, 64 << 20);

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private void append(int count) {
    for (int i = 0; i < count; i++) {
      log.appendNow(Updates.of("u" + i));
    }
  }

  private Future<Position> fill() {
    return new WindowFill(log, window, vertx.getOrCreateContext()).run();
  }

  private Position filled() throws Exception {
    return fill().await(20, TimeUnit.SECONDS);
  }

  private List<Long> held() {
    String epoch = log.boundsNow().epoch();
    return LongStream.rangeClosed(0, log.boundsNow().head() + 1)
        .filter(offset -> window.get(epoch, offset) != null)
        .boxed()
        .toList();
  }

  private static List<Long> range(long first, long last) {
    return LongStream.rangeClosed(first, last).boxed().toList();
  }

  @Test
  void emptyLog_isNotRead() throws Exception {
    assertThat(filled()).isEqualTo(log.boundsNow().headPosition());
    assertThat(log.reads()).isZero();
  }

  @Test
  void history_isReadInSlices_asFarAsTheWindowGoesBack() throws Exception {
    append(3_000);
    assertThat(filled()).isEqualTo(log.boundsNow().headPosition());
    assertThat(held()).isEqualTo(range(3_001 - CAPACITY, 3_000));
    assertThat(log.reads()).isEqualTo(CAPACITY / 512);
  }

  @Test
  void window_staysWithinItsWeight() throws Exception {
    int weight = Updates.of("u999").weight();
    window = new Window(CAPACITY, 10L * weight);
    append(1_000);
    assertThat(filled()).isEqualTo(log.boundsNow().headPosition());
    assertThat(held()).isEqualTo(range(991, 1_000));
  }

  @Test
  void ephemeralUpdates_keepTheirPlaceOnly() throws Exception {
    log.appendNow(Updates.ephemeral("e"), Updates.of("u"));
    filled();
    assertThat(window.get(log.boundsNow().epoch(), 1)).matches(kept -> !kept.replayable(0));
    assertThat(held()).isEqualTo(range(1, 2));
  }

  @Test
  void whatTheLogTrimsMeanwhile_isLeftOut() throws Exception {
    log = new ScriptedEventLog(new Retention(1_000, 1 << 20, Duration.ofHours(1)));
    append(1_000);
    Promise<Void> answer = Promise.promise();
    log.beforeRead(answer::future);
    Future<Position> position = fill();
    await().until(() -> log.reads() == 1);
    append(2_000);
    answer.complete();
    assertThat(position.await(20, TimeUnit.SECONDS)).isEqualTo(log.boundsNow().headPosition());
    assertThat(held()).isEmpty();
  }

  @Test
  void whatComesMeanwhile_isLeftToTheBus() throws Exception {
    append(100);
    Promise<Void> answer = Promise.promise();
    log.beforeRead(answer::future);
    Future<Position> position = fill();
    await().until(() -> log.reads() == 1);
    append(5);
    answer.complete();
    assertThat(position.await(20, TimeUnit.SECONDS).offset()).isEqualTo(100);
    assertThat(log.reads()).isEqualTo(1);
  }

  @Test
  void readThatFails_costsTheWindowOnly() throws Exception {
    append(1_000);
    AtomicInteger asked = new AtomicInteger();
    log.beforeRead(
        () ->
            asked.incrementAndGet() == 2 ? Future.failedFuture("down") : Future.succeededFuture());
    assertThat(filled()).isEqualTo(log.boundsNow().headPosition());
    assertThat(held()).isEmpty();
  }

  @Test
  void logThatDoesNotTellItsHead_failsTheStart() {
    log.beforeBounds(() -> Future.failedFuture("down"));
    assertThatThrownBy(this::filled).hasMessageContaining("down");
  }
}
