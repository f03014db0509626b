package org.realtimehub.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realtimehub.delivery.Cursor.State;
import org.realtimehub.update.Position;
import org.realtimehub.update.Updates;

/** A slow log and many cursors that need it: few reads at a time, everyone exact, nothing left. */
final class LogReadsTest {

  private static final int AT_A_TIME = TestLoop.LIMITS.logReads();
  private static final int HISTORY = 120;

  private final TestLoop loop = new TestLoop();
  private final Deque<Promise<Void>> unanswered = new ArrayDeque<>();
  private final List<TestOutlet> outlets = new ArrayList<>();
  private final List<Cursor> cursors = new ArrayList<>();

  LogReadsTest() {
    for (int i = 1; i <= HISTORY; i++) {
      loop.publish(Updates.of("u" + i, "/t"));
    }
    loop.log.beforeRead(
        () -> {
          Promise<Void> answer = Promise.promise();
          unanswered.add(answer);
          return answer.future();
        });
  }

  @AfterEach
  void stop() {
    cursors.forEach(cursor -> loop.run(cursor::close));
    assertThat(loop.held()).isEqualTo(TestLoop.NOTHING);
    assertThat(cursors).allMatch(cursor -> cursor.read == null);
    loop.close();
  }

  private void open(long after) {
    outlets.add(new TestOutlet());
    cursors.add(loop.open(loop.all(), outlets.get(outlets.size() - 1), after));
    loop.awaitState(cursors.get(cursors.size() - 1), State.READING);
  }

  private void answerNext() {
    loop.run(() -> unanswered.remove().complete());
  }

  private void answerAllFromNowOn() {
    loop.log.beforeRead(Future::succeededFuture);
    loop.run(() -> unanswered.forEach(Promise::complete));
  }

  private void assertExact(int subscriber, long after) {
    assertThat(loop.get(outlets.get(subscriber)::offsets))
        .isEqualTo(LongStream.rangeClosed(after + 1, HISTORY).boxed().toList());
    assertThat(outlets.get(subscriber).gaps).isZero();
  }

  @Test
  void readsUnderWay_areBounded_andTheOthersWaitInTurn() {
    for (int i = 0; i < 10; i++) {
      open(i);
    }
    assertThat(loop.log.reads()).isEqualTo(AT_A_TIME);
    for (int i = 0; i < 10 - AT_A_TIME; i++) {
      int served = i;
      answerNext();
      await().until(() -> loop.get(() -> outlets.get(served).taken.size()) == 8);
      // The next in line came before the one that was served and needs another slice.
      assertThat(loop.log.reads()).isEqualTo(AT_A_TIME + served + 1);
      assertThat(loop.get(() -> unanswered.size())).isEqualTo(AT_A_TIME);
    }
    answerAllFromNowOn();
    loop.awaitLive(cursors.toArray(new Cursor[0]));
    for (int i = 0; i < 10; i++) {
      assertExact(i, i);
    }
  }

  @Test
  void cursorsAtOnePlace_shareARead_alsoWhileItIsUnderWayOrWaits() {
    for (int i = 0; i < AT_A_TIME; i++) {
      open(i);
    }
    for (int i = 0; i < 50; i++) {
      open(0);
      open(50);
    }
    assertThat(loop.log.reads()).isEqualTo(AT_A_TIME);
    answerNext();
    await()
        .until(
            () -> loop.get(() -> outlets.stream().filter(o -> o.taken.size() == 8).count()) == 51);
    assertThat(loop.log.reads()).isEqualTo(AT_A_TIME + 1);
    answerAllFromNowOn();
    loop.awaitLive(cursors.toArray(new Cursor[0]));
    for (int i = 0; i < AT_A_TIME; i++) {
      assertExact(i, i);
    }
    for (int i = 0; i < 50; i++) {
      assertExact(AT_A_TIME + 2 * i, 0);
      assertExact(AT_A_TIME + 2 * i + 1, 50);
    }
  }

  @Test
  void cursorsThatAreClosedWhileTheyWait_costNoRead() {
    for (int i = 0; i < 20; i++) {
      open(i / 2);
    }
    cursors.forEach(cursor -> loop.run(cursor::close));
    assertThat(cursors).allMatch(cursor -> cursor.read == null);
    assertThat(outlets).allMatch(outlet -> outlet.taken.isEmpty());
    answerAllFromNowOn();
    outlets.set(0, new TestOutlet());
    cursors.set(0, loop.open(loop.all(), outlets.get(0), 30));
    loop.awaitLive(cursors.get(0));
    assertExact(0, 30);
    // Eight updates a slice, from 31 on to where the window begins.
    assertThat(loop.log.reads()).isEqualTo(AT_A_TIME + 8);
  }

  @Test
  void oneOfThoseThatShareARead_closedByAnother_isNotServed() {
    open(0);
    open(0);
    open(0);
    outlets.get(0).script =
        update -> {
          cursors.get(1).close();
          return true;
        };
    answerAllFromNowOn();
    loop.awaitLive(cursors.get(0), cursors.get(2));
    assertExact(0, 0);
    assertExact(2, 0);
    assertThat(outlets.get(1).taken).isEmpty();
  }

  @Test
  void restart_callsThoseWhoWaitToTheNewLife() {
    for (int i = 0; i < 10; i++) {
      open(i);
    }
    loop.log.beginNewLife();
    Position tail = loop.log.boundsNow().tailPosition();
    loop.feed.restart(tail);
    loop.run(() -> loop.dispatcher.restart(tail));
    loop.publish(Updates.of("new", "/t"));
    List<Cursor> waiting = cursors.subList(AT_A_TIME, 10);
    loop.awaitLive(waiting.toArray(new Cursor[0]));
    assertThat(loop.log.reads()).isEqualTo(AT_A_TIME);
    answerAllFromNowOn();
    loop.awaitLive(cursors.toArray(new Cursor[0]));
    for (TestOutlet outlet : outlets) {
      assertThat(loop.get(outlet::offsets)).containsExactly(1L);
      assertThat(outlet.gaps).isEqualTo(1);
    }
  }

  @Test
  void logThatFails_isAskedForNobodyElse_beforeThePauseIsOver() {
    DispatchLimits patient = new DispatchLimits(4, 8, 1 << 20, AT_A_TIME, 3_600_000, 100);
    try (TestLoop failing = new TestLoop(TestLoop.AMPLE, 4, patient)) {
      for (int i = 0; i < 20; i++) {
        failing.publish(Updates.of("u" + i, "/t"));
      }
      failing.log.beforeRead(() -> Future.failedFuture("down"));
      for (int i = 0; i < 10; i++) {
        Cursor cursor = failing.open(failing.all(), new TestOutlet(), i);
        failing.awaitState(cursor, State.READING);
      }
      assertThat(failing.log.reads()).isEqualTo(AT_A_TIME);
    }
  }
}
