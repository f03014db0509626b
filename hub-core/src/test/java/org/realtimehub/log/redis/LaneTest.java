package org.realtimehub.log.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LaneTest {

  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(50);

  private final Vertx vertx = Vertx.vertx();
  private final List<Promise<String>> begun = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private Future<String> begin() {
    Promise<String> promise = Promise.promise();
    begun.add(promise);
    return promise.future();
  }

  private void awaitBegun(int count) {
    await().until(() -> begun.size() == count);
  }

  @Test
  void asManyAsFit_areUnderWay_theOthersFollowInTurn() throws Exception {
    Lane lane = new Lane(vertx, 2, 10, LONG);
    List<Future<String>> calls = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      calls.add(lane.run(this::begin));
    }
    awaitBegun(2);
    begun.get(0).fail("no");
    awaitBegun(3);
    begun.get(2).complete("third");
    awaitBegun(4);
    assertThat(calls.get(2).await(20, TimeUnit.SECONDS)).isEqualTo("third");
    assertThat(calls.get(0).failed()).isTrue();
    assertThat(calls.get(1).isComplete()).isFalse();
  }

  @Test
  void callsThatWereGivenUp_areNeverBegun() {
    Lane lane = new Lane(vertx, 1, 10, SHORT);
    Future<String> hanging = lane.run(this::begin);
    Future<String> waiting = lane.run(this::begin);
    await().until(() -> hanging.failed() && waiting.failed());
    assertThat(hanging.cause()).isInstanceOf(TimeoutException.class);
    Future<String> next = lane.run(() -> Future.succeededFuture("next"));
    begun.get(0).complete("too late");
    await().until(next::isComplete);
    assertThat(begun).hasSize(1);
  }

  @Test
  void callsThatWereGivenUp_takeNoRoomInTheLine() {
    Lane lane = new Lane(vertx, 1, 1, SHORT);
    lane.run(this::begin);
    Future<String> waiting = lane.run(this::begin);
    assertThat(lane.run(this::begin).cause()).hasMessage("too many calls wait for Redis");
    await().until(waiting::failed);
    assertThat(lane.run(this::begin).isComplete()).isFalse();
  }

  @Test
  void callThatThrows_failsAndMakesRoom() {
    Lane lane = new Lane(vertx, 1, 10, LONG);
    Future<String> thrown =
        lane.run(
            () -> {
              throw new IllegalStateException("broken");
            });
    Future<String> next = lane.run(() -> Future.succeededFuture("next"));
    await().until(next::succeeded);
    assertThat(thrown.cause()).hasMessage("broken");
  }

  @Test
  void call_endsOnItsCallersContext() {
    Lane lane = new Lane(vertx, 1, 10, LONG);
    Context context = vertx.getOrCreateContext();
    AtomicReference<Context> ended = new AtomicReference<>();
    context.runOnContext(
        v -> lane.run(this::begin).onComplete(result -> ended.set(Vertx.currentContext())));
    awaitBegun(1);
    begun.get(0).complete("from another thread");
    await().untilAsserted(() -> assertThat(ended.get()).isSameAs(context));
  }
}
