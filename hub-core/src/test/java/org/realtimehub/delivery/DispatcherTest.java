package org.realtimehub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realtimehub.access.Dialect;
import org.realtimehub.access.Grants;
import org.realtimehub.delivery.Cursor.State;
import org.realtimehub.log.Batch;
import org.realtimehub.log.Retention;
import org.realtimehub.topic.TopicMatcher;
import org.realtimehub.update.Handling;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;
import org.realtimehub.update.Updates;

/** What reaches a subscriber, live and from history. */
final class DispatcherTest {

  private static final Handling EXCLUDING = new Handling(false, false, 0, "me", null, null, 0);

  private TestLoop loop = new TestLoop();
  private final TestOutlet outlet = new TestOutlet();

  @AfterEach
  void stop() {
    loop.close();
  }

  private void use(TestLoop other) {
    loop.close();
    loop = other;
  }

  private void publishMany(int count) {
    for (int i = 0; i < count; i++) {
      loop.publish(Updates.of("u" + i, "/t"));
    }
  }

  private List<Long> taken() {
    return loop.get(outlet::offsets);
  }

  @Test
  void updateThatSeveralMatchersSelect_isDeliveredOnce() {
    TopicMatcher[] matchers = {
      loop.exact("/a"), loop.exact("/b"), loop.pattern("/:x"), loop.exact("*")
    };
    Cursor cursor = loop.openLive(loop.interest(matchers), outlet);
    TestOutlet late = new TestOutlet();
    loop.publish(Updates.of("1", "/a", "/b", "/c"), Updates.of("2", "/b", "/a"));
    loop.awaitLive(cursor, loop.open(loop.interest(matchers), late, 0));
    assertThat(taken()).containsExactly(1L, 2L);
    assertThat(loop.get(late::offsets)).containsExactly(1L, 2L);
  }

  @Test
  void subscriber_getsOnlyWhatItsMatchersSelect() {
    Cursor cursor = loop.openLive(loop.interest(loop.pattern("/books/:id")), outlet);
    loop.publish(Updates.of("1", "/books/1"), Updates.of("2", "/films/1"));
    loop.publish(Updates.of("3", "/films/2", "/books/2"));
    assertThat(taken()).containsExactly(1L, 3L);
    assertThat(cursor.isLive()).isTrue();
  }

  @Test
  void privateUpdates_needAGrant_liveAndReplayed() {
    Grants some = Grants.of(List.of(), List.of(loop.exact("/a")));
    Interest interest =
        new Interest(List.of(loop.exact("*")), some, Dialect.DRAFT_08, "connection");
    loop.openLive(interest, outlet);
    TestOutlet anonymous = new TestOutlet();
    loop.openLive(loop.all(), anonymous);
    loop.publish(
        Updates.with("1", Handling.PRIVATE, "/a"),
        Updates.with("2", Handling.PRIVATE, "/b"),
        Updates.with("3", Handling.PRIVATE, "/b", "/a"),
        Updates.with("4", Handling.PUBLIC, "/b"));
    TestOutlet late = new TestOutlet();
    loop.awaitLive(loop.open(interest, late, 0));
    assertThat(taken()).containsExactly(1L, 3L, 4L);
    assertThat(loop.get(late::offsets)).containsExactly(1L, 3L, 4L);
    assertThat(loop.get(anonymous::offsets)).containsExactly(4L);
    assertThat(loop.get(loop.dispatcher::distinctGrants)).isEqualTo(2);
  }

  @Test
  void excludedConnection_getsNothingOfIt_liveOrReplayed() {
    Interest mine = new Interest(List.of(loop.exact("*")), Grants.none(), Dialect.DRAFT_08, "me");
    TestOutlet other = new TestOutlet();
    loop.openLive(mine, outlet);
    loop.openLive(loop.all(), other);
    loop.publish(Updates.with("1", EXCLUDING, "/t"), Updates.of("2", "/t"));
    TestOutlet replayed = new TestOutlet();
    loop.awaitLive(loop.open(mine, replayed, 0));
    assertThat(taken()).containsExactly(2L);
    assertThat(loop.get(replayed::offsets)).containsExactly(2L);
    assertThat(loop.get(other::offsets)).containsExactly(1L, 2L);
  }

  @Test
  void expiredAndEphemeralUpdates_areDeliveredLive_butNotReplayed() {
    long soon = loop.clock.millis() + 1_000;
    loop.openLive(loop.all(), outlet);
    loop.publish(
        Updates.with("1", new Handling(false, false, soon, null, null, null, 0), "/t"),
        Updates.ephemeral("2", "/t"),
        Updates.of("3", "/t"));
    TestOutlet inTime = new TestOutlet();
    loop.awaitLive(loop.open(loop.all(), inTime, 0));
    loop.clock.advance(Duration.ofSeconds(1));
    TestOutlet late = new TestOutlet();
    loop.awaitLive(loop.open(loop.all(), late, 0));
    assertThat(taken()).containsExactly(1L, 2L, 3L);
    assertThat(loop.get(inTime::offsets)).containsExactly(1L, 3L);
    assertThat(loop.get(late::offsets)).containsExactly(3L);
  }

  @Test
  void placeOfAnEphemeralUpdate_thatTheFeedReadFromTheLog_isNotDelivered() {
    Cursor cursor = loop.openLive(loop.all(), outlet);
    Batch batch = loop.feed.append(Updates.ephemeral("1", "/t"), Updates.of("2", "/t"));
    List<LoggedUpdate> read = batch.updates().stream().map(LoggedUpdate::retained).toList();
    loop.run(() -> loop.dispatcher.batch(new Batch(batch.epoch(), read)));
    assertThat(taken()).containsExactly(2L);
    assertThat(cursor.isLive()).isTrue();
    assertThat(loop.get(loop.dispatcher::head).offset()).isEqualTo(2);
  }

  @Test
  void signalBetweenNodes_reachesNobody_whateverTheyMaySee() {
    Grants everything = Grants.of(List.of(), List.of(loop.exact("*")));
    Interest all = new Interest(List.of(loop.exact("*")), everything, Dialect.DRAFT_08, "me");
    Cursor cursor = loop.openLive(all, outlet);
    loop.publish(
        Updates.with("1", Handling.signal("node"), "/t"),
        Updates.with("2", Handling.PRIVATE, "/t"));
    assertThat(taken()).containsExactly(2L);
    assertThat(cursor.isLive()).isTrue();
    TestOutlet replayed = new TestOutlet();
    loop.awaitLive(loop.open(all, replayed, 0));
    assertThat(loop.get(replayed::offsets)).containsExactly(2L);
  }

  @Test
  void resumeWithinTheWindow_doesNotReadTheLog() {
    publishMany(30);
    loop.awaitLive(loop.open(loop.all(), outlet, 10));
    assertThat(taken()).hasSize(20).startsWith(11L).endsWith(30L).isSorted();
    assertThat(loop.log.reads()).isZero();
  }

  @Test
  void resumeBeyondTheWindow_readsTheLogSliceBySlice() {
    publishMany(100);
    loop.awaitLive(loop.open(loop.all(), outlet, 5));
    assertThat(taken()).hasSize(95).startsWith(6L).endsWith(100L).isSorted();
    assertThat(loop.log.reads()).isGreaterThanOrEqualTo(8);
  }

  @Test
  void failedRead_isTriedAgainAfterAPause() {
    publishMany(100);
    AtomicInteger failures = new AtomicInteger(3);
    loop.log.beforeRead(
        () ->
            failures.getAndDecrement() > 0
                ? Future.failedFuture("down")
                : Future.succeededFuture());
    loop.awaitLive(loop.open(loop.all(), outlet, 0));
    assertThat(taken()).hasSize(100).isSorted().doesNotHaveDuplicates();
    assertThat(outlet.gaps).isZero();
  }

  @Test
  void positionThatIsTrimmed_isToldAndGoesOnAtTheTail() {
    use(new TestLoop(new Retention(50, 1 << 20, Duration.ofHours(1)), 16, TestLoop.LIMITS));
    publishMany(100);
    loop.awaitLive(loop.open(loop.all(), outlet, 20));
    assertThat(taken()).hasSize(50).startsWith(51L).endsWith(100L).isSorted();
    assertThat(outlet.gaps).isEqualTo(1);
  }

  @Test
  void positionOfAForeignEpoch_isToldAndGoesOnAtTheTail() {
    publishMany(10);
    Cursor cursor =
        loop.get(() -> loop.dispatcher.open(loop.all(), outlet, new Position("foreign", 3)));
    loop.awaitLive(cursor);
    assertThat(taken()).hasSize(10).isSorted();
    assertThat(outlet.gaps).isEqualTo(1);
  }

  @Test
  void newLife_isToldToEveryCursor_andDeliversAllOfIt() {
    publishMany(40);
    TestOutlet blocked = new TestOutlet();
    blocked.script = update -> false;
    Cursor live = loop.openLive(loop.all(), outlet);
    Cursor slow = loop.open(loop.all(), blocked, 35);
    loop.awaitState(slow, State.BLOCKED);
    loop.log.beginNewLife();
    Position tail = loop.log.boundsNow().tailPosition();
    loop.feed.restart(tail);
    loop.run(() -> loop.dispatcher.restart(tail));
    publishMany(3);
    loop.run(
        () -> {
          blocked.script = update -> true;
          slow.resume();
        });
    loop.awaitLive(live, slow);
    assertThat(taken()).containsExactly(1L, 2L, 3L);
    assertThat(loop.get(blocked::offsets)).containsExactly(1L, 2L, 3L);
    assertThat(List.of(outlet.gaps, blocked.gaps)).containsExactly(1, 1);
  }

  @Test
  void subscriberThatKnowsTheNewLifeAlready_missesNothingAndRepeatsNothing() {
    publishMany(40);
    loop.log.beginNewLife();
    Position tail = loop.log.boundsNow().tailPosition();
    Batch begun = loop.log.appendNow(Updates.of("1"), Updates.of("2"), Updates.of("3"));
    Cursor early = loop.open(loop.all(), outlet, 2);
    loop.awaitState(early, State.READING);
    loop.feed.restart(tail);
    loop.run(() -> loop.dispatcher.restart(tail));
    loop.run(() -> loop.dispatcher.batch(begun));
    loop.awaitLive(early);
    assertThat(taken()).containsExactly(3L);
    assertThat(outlet.gaps).isZero();
  }

  @Test
  void answerOfTheOldLife_doesNotMoveACursorThatARestartMoved() {
    publishMany(100);
    Promise<Void> answer = Promise.promise();
    loop.log.beforeRead(answer::future);
    Cursor cursor =
        loop.get(() -> loop.dispatcher.open(loop.all(), outlet, new Position("foreign", 3)));
    loop.awaitState(cursor, State.READING);
    loop.log.beforeRead(Future::succeededFuture);
    loop.log.beginNewLife();
    Position tail = loop.log.boundsNow().tailPosition();
    loop.run(() -> loop.dispatcher.restart(tail));
    loop.feed.restart(tail);
    publishMany(5);
    answer.complete();
    loop.awaitLive(cursor);
    assertThat(taken()).containsExactly(1L, 2L, 3L, 4L, 5L);
  }

  @Test
  void logThatLostItsEnd_isToldToThoseWhoHadSeenIt_theOthersMissNothing() {
    publishMany(40);
    TestOutlet early = new TestOutlet();
    TestOutlet late = new TestOutlet();
    early.script = update -> early.taken.isEmpty() || update.offset() > 20;
    late.script = update -> update.offset() < 37;
    Cursor live = loop.openLive(loop.all(), outlet);
    Cursor before = loop.open(loop.all(), early, 10);
    Cursor past = loop.open(loop.all(), late, 30);
    loop.awaitState(before, State.BLOCKED);
    loop.awaitState(past, State.BLOCKED);
    loop.log.loseEnd(33);
    Position end = loop.log.boundsNow().headPosition();
    loop.feed.restart(end);
    loop.run(() -> loop.dispatcher.restart(end));
    publishMany(2);
    loop.run(
        () -> {
          early.script = update -> true;
          before.resume();
          late.script = update -> true;
          past.resume();
        });
    loop.awaitLive(live, before, past);
    assertThat(taken()).containsExactly(34L, 35L);
    assertThat(loop.get(early::offsets)).isEqualTo(LongStream.rangeClosed(11, 35).boxed().toList());
    assertThat(loop.get(late::offsets)).containsExactly(31L, 32L, 33L, 34L, 35L, 36L, 34L, 35L);
    assertThat(List.of(outlet.gaps, early.gaps, late.gaps)).containsExactly(1, 0, 1);
  }

  @Test
  void subscriberPastTheEndThatTheLogLost_waitsUntilTheLoopIsToldToo() {
    publishMany(100);
    loop.log.loseEnd(50);
    Cursor cursor = loop.open(loop.all(), outlet, 60);
    loop.awaitState(cursor, State.READING);
    int reads = loop.log.reads();
    await().until(() -> loop.log.reads() > reads);
    assertThat(outlet.gaps).isZero();
    Position end = loop.log.boundsNow().headPosition();
    loop.feed.restart(end);
    loop.run(() -> loop.dispatcher.restart(end));
    publishMany(2);
    loop.awaitLive(cursor);
    assertThat(taken()).containsExactly(51L, 52L);
    assertThat(outlet.gaps).isEqualTo(1);
  }

  @Test
  void subscriberAheadOfItsLoop_whenTheLogLosesItsEnd_isToldWhereItCountsForIt() {
    publishMany(10);
    loop.feed.append(Updates.of("11"), Updates.of("12"), Updates.of("13"));
    TestOutlet further = new TestOutlet();
    Cursor ahead = loop.open(loop.all(), outlet, 11);
    Cursor tooFar = loop.open(loop.all(), further, 13);
    loop.log.loseEnd(9);
    Position end = loop.log.boundsNow().headPosition();
    loop.feed.restart(end);
    loop.run(() -> loop.dispatcher.restart(end));
    publishMany(5);
    loop.awaitLive(ahead, tooFar);
    assertThat(taken()).containsExactly(10L, 11L, 12L, 13L, 14L);
    assertThat(loop.get(further::offsets)).isEqualTo(taken());
    assertThat(List.of(outlet.gaps, further.gaps)).containsExactly(1, 1);
  }

  @Test
  void thousandCursorsBehind_doNotHoldUpWhatIsLive() {
    use(new TestLoop(TestLoop.AMPLE, 512, TestLoop.LIMITS));
    publishMany(300);
    List<TestOutlet> behind = new ArrayList<>();
    AtomicInteger replayedBefore = new AtomicInteger(-1);
    Update news = Updates.of("news", "/t");
    Batch batch = loop.feed.append(news);
    loop.run(
        () -> {
          loop.dispatcher.open(loop.all(), outlet, loop.at(300));
          for (int i = 0; i < 1_000; i++) {
            behind.add(new TestOutlet());
            loop.dispatcher.open(loop.all(), behind.get(i), loop.at(0));
          }
          loop.later(
              () -> {
                replayedBefore.set(behind.stream().mapToInt(o -> o.taken.size()).sum());
                loop.dispatcher.batch(batch);
              });
        });
    loop.run(() -> assertThat(outlet.offsets()).containsExactly(301L));
    assertThat(replayedBefore.get())
        .isBetween(1, TestLoop.LIMITS.slicesPerTurn() * TestLoop.LIMITS.sliceUpdates());
    await().until(() -> loop.get(loop.dispatcher::cursorsBehind) == 0);
    for (TestOutlet each : behind) {
      assertThat(each.offsets()).hasSize(301).isSorted().doesNotHaveDuplicates();
    }
  }

  @Test
  void cursorsBehind_takeTurns() {
    use(new TestLoop(TestLoop.AMPLE, 512, TestLoop.LIMITS));
    publishMany(300);
    TestOutlet first = new TestOutlet();
    TestOutlet second = new TestOutlet();
    AtomicInteger furthestApart = new AtomicInteger();
    second.script =
        update -> {
          int apart = Math.abs(first.taken.size() - second.taken.size());
          furthestApart.accumulateAndGet(apart, Math::max);
          return true;
        };
    Cursor[] both = new Cursor[2];
    loop.run(
        () -> {
          both[0] = loop.dispatcher.open(loop.all(), first, loop.at(0));
          both[1] = loop.dispatcher.open(loop.all(), second, loop.at(0));
        });
    loop.awaitLive(both);
    assertThat(furthestApart.get()).isEqualTo(TestLoop.LIMITS.sliceUpdates());
  }
}
