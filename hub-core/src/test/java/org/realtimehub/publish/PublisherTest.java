package org.realtimehub.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realtimehub.feed.BatchCodec;
import org.realtimehub.log.Batch;
import org.realtimehub.log.ScriptedEventLog;
import org.realtimehub.publish.PublishOutcome.Accepted;
import org.realtimehub.publish.PublishOutcome.Unavailable;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Updates;

final class PublisherTest {

  private static final String ADDRESS = "hub.test.updates";

  private final ScriptedEventLog log = new ScriptedEventLog();
  private final List<Batch> onTheBus = new CopyOnWriteArrayList<>();
  private Vertx vertx;
  private Context context;
  private Publisher publisher;

  @BeforeEach
  void start() throws Exception {
    vertx = Vertx.vertx();
    vertx.eventBus().registerDefaultCodec(Batch.class, new BatchCodec());
    vertx
        .eventBus()
        .<Batch>consumer(ADDRESS, message -> onTheBus.add(message.body()))
        .completion()
        .await(20, TimeUnit.SECONDS);
    context = vertx.getOrCreateContext();
    publisher = publisher(Duration.ofSeconds(20), 10_000);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private Publisher publisher(Duration timeout, int maxQueued) {
    return new Publisher(vertx, context, log, ADDRESS, timeout, maxQueued);
  }

  private Future<PublishOutcome> publish(String id) {
    return publisher.publish(Updates.of(id));
  }

  private static PublishOutcome outcome(Future<PublishOutcome> future) throws Exception {
    return future.await(20, TimeUnit.SECONDS);
  }

  private List<Long> offsetsOnTheBus() {
    return onTheBus.stream()
        .flatMap(batch -> batch.updates().stream())
        .map(LoggedUpdate::offset)
        .toList();
  }

  private void awaitOffsets(long last) {
    List<Long> expected = LongStream.rangeClosed(1, last).boxed().toList();
    await().untilAsserted(() -> assertThat(offsetsOnTheBus()).isEqualTo(expected));
  }

  @Test
  void lonePublish_isAppendedAtOnce() throws Exception {
    Future<PublishOutcome> published = publish("a");
    Promise<Integer> appendsThen = Promise.promise();
    context.runOnContext(v -> appendsThen.complete(log.appends().size()));
    assertThat(appendsThen.future().await(20, TimeUnit.SECONDS)).isEqualTo(1);
    assertThat(outcome(published)).isEqualTo(new Accepted("a"));
    awaitOffsets(1);
    assertThat(publisher.counts().accepted()).isEqualTo(1);
  }

  @Test
  void whatComesDuringAnAppend_formsTheNextOne() throws Exception {
    Promise<Void> answer = Promise.promise();
    log.beforeAppend(answer::future);
    List<Future<PublishOutcome>> published = new ArrayList<>(List.of(publish("0")));
    await().until(() -> log.appends().size() == 1);
    for (int i = 1; i < 100; i++) {
      published.add(publish("" + i));
    }
    assertThat(onTheBus).isEmpty();
    answer.complete();
    for (int i = 0; i < 100; i++) {
      assertThat(outcome(published.get(i))).isEqualTo(new Accepted("" + i));
    }
    assertThat(log.appends()).containsExactly(1, 99);
    assertThat(publisher.counts().appends()).isEqualTo(2);
    awaitOffsets(100);
  }

  @Test
  void oneAppend_isBoundedByCountAndWeight() throws Exception {
    Promise<Void> answer = Promise.promise();
    log.beforeAppend(answer::future);
    Future<PublishOutcome> last = publish("first");
    await().until(() -> log.appends().size() == 1);
    for (int i = 0; i < 1_000; i++) {
      last = publish("" + i);
    }
    for (int i = 0; i < 5; i++) {
      last = publisher.publish(Updates.sized("heavy" + i, 1 << 20));
    }
    answer.complete();
    outcome(last);
    assertThat(log.appends()).startsWith(1, 512).allMatch(size -> size <= 512);
    assertThat(log.appends().size()).isGreaterThan(4);
  }

  @Test
  void timeToTheLog_isMeasuredForEachThatWasAccepted() throws Exception {
    for (int i = 0; i < 3; i++) {
      publish("u" + i).await(20, TimeUnit.SECONDS);
    }
    publisher.counts().latency().tick();
    assertThat(publisher.counts().latency().all(60).counts()).containsExactly(3L);
  }

  @Test
  void failedAppend_isUnavailable_andNothingIsOnTheBus() throws Exception {
    log.beforeAppend(() -> Future.failedFuture("no quorum"));
    assertThat(outcome(publish("lost"))).isInstanceOf(Unavailable.class);
    log.beforeAppend(
        () -> {
          throw new IllegalStateException("a log that throws");
        });
    assertThat(outcome(publish("lost too"))).isInstanceOf(Unavailable.class);
    log.beforeAppend(Future::succeededFuture);
    assertThat(outcome(publish("taken"))).isEqualTo(new Accepted("taken"));
    awaitOffsets(1);
    assertThat(onTheBus.get(0).updates().get(0).update().id()).isEqualTo("taken");
    assertThat(publisher.counts().unavailable()).isEqualTo(2);
    assertThat(publisher.counts().accepted()).isEqualTo(1);
  }

  @Test
  void appendThatDoesNotAnswer_isUnavailable_andDoesNotHoldUpTheNext() throws Exception {
    publisher = publisher(Duration.ofMillis(30), 100);
    log.beforeAppend(() -> Promise.<Void>promise().future());
    assertThat(outcome(publish("hangs"))).isInstanceOf(Unavailable.class);
    assertThat(onTheBus).isEmpty();
    log.beforeAppend(Future::succeededFuture);
    assertThat(outcome(publish("taken"))).isEqualTo(new Accepted("taken"));
  }

  @Test
  void queue_isBounded_butNotForTheHubItself() throws Exception {
    publisher = publisher(Duration.ofSeconds(20), 3);
    Promise<Void> answer = Promise.promise();
    log.beforeAppend(answer::future);
    List<Future<PublishOutcome>> taken = new ArrayList<>(List.of(publish("0")));
    await().until(() -> log.appends().size() == 1);
    for (int i = 1; i <= 3; i++) {
      taken.add(publish("" + i));
    }
    Future<PublishOutcome> refused = publish("4");
    assertThat(refused.isComplete()).isTrue();
    assertThat(refused.result()).isInstanceOf(Unavailable.class);
    publisher.announce(Updates.of("of the hub"));
    answer.complete();
    for (Future<PublishOutcome> each : taken) {
      assertThat(outcome(each)).isInstanceOf(Accepted.class);
    }
    assertThat(outcome(publish("again"))).isInstanceOf(Accepted.class);
    awaitOffsets(6);
    assertThat(publisher.counts().unavailable()).isEqualTo(1);
  }

  @Test
  void publishesOfManyThreads_areOnTheBusInLogOrder() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(4);
    for (int thread = 0; thread < 4; thread++) {
      String name = thread + "-";
      threads.execute(
          () -> {
            for (int i = 0; i < 500; i++) {
              publish(name + i);
            }
          });
    }
    threads.shutdown();
    awaitOffsets(2_000);
    assertThat(publisher.counts().accepted()).isEqualTo(2_000);
    assertThat(log.appends()).hasSizeLessThan(2_000);
  }

  @Test
  void repeatedIdempotencyKey_isAnsweredWithTheFirstId_andNotOnTheBus() throws Exception {
    assertThat(outcome(publisher.publish(Updates.keyed("first", "k"))))
        .isEqualTo(new Accepted("first"));
    assertThat(outcome(publisher.publish(Updates.keyed("second", "k"))))
        .isEqualTo(new Accepted("first"));
    assertThat(outcome(publish("other"))).isEqualTo(new Accepted("other"));
    awaitOffsets(2);
    assertThat(onTheBus).hasSize(2);
    assertThat(publisher.counts().appends()).isEqualTo(3);
    assertThat(publisher.counts().batches()).isEqualTo(2);
  }

  @Test
  void publisherThatFailsOnItsAnswer_doesNotStopTheOthers() throws Exception {
    Promise<Void> answer = Promise.promise();
    log.beforeAppend(answer::future);
    publish("0");
    await().until(() -> log.appends().size() == 1);
    publish("bad")
        .onComplete(
            outcome -> {
              throw new IllegalStateException("on purpose");
            });
    Future<PublishOutcome> sameGroup = publish("good");
    answer.complete();
    assertThat(outcome(sameGroup)).isEqualTo(new Accepted("good"));
    assertThat(outcome(publish("later"))).isEqualTo(new Accepted("later"));
  }
}
