package org.realtimehub.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.realtimehub.delivery.Cursor.State;
import org.realtimehub.log.Batch;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;
import org.realtimehub.update.Updates;

/** The life of one cursor, and how it ends from each of its states without leaving anything. */
final class CursorTest {

  private final TestLoop loop = new TestLoop();
  private final TestOutlet outlet = new TestOutlet();

  @AfterEach
  void stop() {
    assertThat(loop.held()).isEqualTo(TestLoop.NOTHING);
    loop.close();
  }

  private void publishMany(int count) {
    for (int i = 0; i < count; i++) {
      loop.publish(Updates.of("u" + i, "/t"));
    }
  }

  private void close(Cursor cursor) {
    loop.run(
        () -> {
          cursor.close();
          cursor.close();
          cursor.resume();
        });
    assertThat(cursor.state).isEqualTo(State.CLOSED);
    int before = outlet.taken.size();
    publishMany(2);
    assertThat(loop.get(() -> outlet.taken.size())).isEqualTo(before);
  }

  @Test
  void newSubscriberAtTheHead_isLiveAtOnce_andItsPlaceIsTheHead() {
    publishMany(3);
    Cursor cursor = loop.openLive(loop.all(), outlet);
    assertThat(cursor.isLive()).isTrue();
    publishMany(2);
    assertThat(loop.get(outlet::offsets)).containsExactly(4L, 5L);
    assertThat(loop.get(cursor::lag)).isZero();
    close(cursor);
    assertThat(cursor.position()).isEqualTo(loop.at(5));
  }

  @Test
  void closedWhileQueued_isNeverServed() {
    publishMany(5);
    loop.run(
        () -> {
          Cursor cursor = loop.dispatcher.open(loop.all(), outlet, loop.at(0));
          assertThat(cursor.state).isEqualTo(State.QUEUED);
          assertThat(cursor.lag()).isEqualTo(5);
          cursor.close();
          assertThat(cursor.position()).isEqualTo(loop.at(0));
        });
    publishMany(1);
    assertThat(loop.get(outlet::offsets)).isEmpty();
  }

  @Test
  void closedWhileItsSliceIsRead_ignoresTheAnswer() {
    publishMany(50);
    Promise<Void> answer = Promise.promise();
    loop.log.beforeRead(answer::future);
    Cursor cursor = loop.open(loop.all(), outlet, 0);
    loop.awaitState(cursor, State.READING);
    close(cursor);
    answer.complete();
    publishMany(1);
    assertThat(loop.get(outlet::offsets)).isEmpty();
    assertThat(cursor.position()).isEqualTo(loop.at(0));
  }

  @Test
  void closedWhileBlocked_staysWhereItRefused() {
    outlet.script = update -> outlet.taken.size() < 2;
    Cursor cursor = loop.openLive(loop.all(), outlet);
    publishMany(5);
    assertThat(cursor.state).isEqualTo(State.BLOCKED);
    assertThat(loop.get(cursor::lag)).isEqualTo(3);
    assertThat(loop.get(loop.dispatcher::cursorsBehind)).isEqualTo(1);
    close(cursor);
    assertThat(cursor.position()).isEqualTo(loop.at(2));
  }

  @Test
  void blockedCursor_goesOnWithTheRefusedUpdate_andIsLiveAgain() {
    outlet.script = update -> outlet.taken.size() < 2;
    Cursor cursor = loop.openLive(loop.all(), outlet);
    publishMany(50);
    loop.run(
        () -> {
          outlet.script = update -> true;
          cursor.resume();
          cursor.resume();
        });
    loop.awaitLive(cursor);
    publishMany(2);
    assertThat(loop.get(outlet::offsets)).hasSize(52).isSorted().doesNotHaveDuplicates();
    close(cursor);
  }

  @Test
  void resume_ofALiveOrWaitingCursor_changesNothing() {
    publishMany(50);
    Promise<Void> answer = Promise.promise();
    loop.log.beforeRead(answer::future);
    Cursor cursor = loop.open(loop.all(), outlet, 0);
    loop.awaitState(cursor, State.READING);
    loop.run(cursor::resume);
    assertThat(cursor.state).isEqualTo(State.READING);
    loop.log.beforeRead(Future::succeededFuture);
    answer.complete();
    loop.awaitLive(cursor);
    loop.run(cursor::resume);
    assertThat(cursor.isLive()).isTrue();
    assertThat(loop.get(outlet::offsets)).hasSize(50).isSorted();
    close(cursor);
  }

  @Test
  void closedFromInsideALiveOffer_withOthersOnTheSameTopic() {
    List<Cursor> cursors = new ArrayList<>();
    List<TestOutlet> others = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      TestOutlet other = new TestOutlet();
      others.add(other);
      cursors.add(loop.openLive(loop.interest(loop.exact("/t"), loop.pattern("/:any")), other));
    }
    for (int i = 1; i < 5; i += 2) {
      Cursor own = cursors.get(i);
      boolean accepts = i == 1;
      others.get(i).script =
          update -> {
            own.close();
            return accepts;
          };
    }
    publishMany(2);
    assertThat(loop.get(() -> others.get(1).offsets())).containsExactly(1L);
    assertThat(loop.get(() -> others.get(3).offsets())).isEmpty();
    for (int i = 0; i < 5; i += 2) {
      TestOutlet other = others.get(i);
      assertThat(loop.get(other::offsets)).containsExactly(1L, 2L);
    }
    assertThat(loop.get(loop.dispatcher::cursors)).isEqualTo(3);
    cursors.forEach(cursor -> loop.run(cursor::close));
  }

  @Test
  void closedFromInsideAReplayedOffer_whetherItTookTheUpdateOrNot() {
    publishMany(50);
    for (boolean accepts : new boolean[] {true, false}) {
      for (long after : new long[] {0, 45}) {
        TestOutlet own = new TestOutlet();
        Cursor cursor =
            loop.get(
                () -> {
                  Cursor opened = loop.dispatcher.open(loop.all(), own, loop.at(after));
                  own.script =
                      update -> {
                        opened.close();
                        return accepts;
                      };
                  return opened;
                });
        loop.awaitState(cursor, State.CLOSED);
        assertThat(own.taken).hasSize(accepts ? 1 : 0);
        assertThat(loop.held()).isEqualTo(TestLoop.NOTHING);
      }
    }
  }

  @Test
  void closedFromInsideGap_leavesNothing() {
    publishMany(5);
    List<Cursor> opened = new ArrayList<>();
    Outlet leaves =
        new Outlet() {
          @Override
          public boolean offer(LoggedUpdate update) {
            return true;
          }

          @Override
          public void gap() {
            opened.forEach(Cursor::close);
          }

          @Override
          public void live() {}

          @Override
          public void failed(RuntimeException cause) {
            throw cause;
          }
        };
    loop.run(
        () -> {
          opened.add(loop.dispatcher.open(loop.all(), leaves, loop.at(5)));
          opened.add(loop.dispatcher.open(loop.all(), leaves, loop.at(5)));
          loop.dispatcher.restart(new Position("new", 0));
        });
    assertThat(opened).allMatch(cursor -> cursor.state == State.CLOSED);
    assertThat(loop.held()).isEqualTo(TestLoop.NOTHING);
    loop.run(() -> loop.dispatcher.start(loop.at(5)));
  }

  @Test
  void subscriberAheadOfItsLoop_isLive_andGetsOnlyWhatFollowsItsPosition() {
    publishMany(2);
    Update[] more = {Updates.of("3"), Updates.of("4"), Updates.of("5")};
    Batch late = loop.feed.append(more);
    Cursor cursor = loop.open(loop.all(), outlet, 4);
    assertThat(cursor.isLive()).isTrue();
    loop.run(() -> loop.dispatcher.batch(late));
    assertThat(loop.get(outlet::offsets)).containsExactly(5L);
    close(cursor);
  }

  @Test
  void subscriberAheadOfItsLoop_thatIsSlow_fallsBehindWhereItRefused() {
    publishMany(2);
    List<Batch> late = new ArrayList<>();
    for (int i = 3; i <= 9; i++) {
      late.add(loop.feed.append(Updates.of("" + i)));
    }
    outlet.script = update -> update.offset() < 7;
    Cursor cursor = loop.open(loop.all(), outlet, 4);
    late.forEach(batch -> loop.run(() -> loop.dispatcher.batch(batch)));
    assertThat(cursor.state).isEqualTo(State.BLOCKED);
    assertThat(loop.get(cursor::position)).isEqualTo(loop.at(6));
    loop.run(
        () -> {
          outlet.script = update -> true;
          cursor.resume();
        });
    loop.awaitLive(cursor);
    assertThat(loop.get(outlet::offsets)).containsExactly(5L, 6L, 7L, 8L, 9L);
    close(cursor);
  }

  @Test
  void subscriberAheadOfItsLoop_thatLeaves_isWhereItCame() {
    publishMany(2);
    Batch late = loop.feed.append(Updates.of("3"), Updates.of("4"));
    Cursor cursor = loop.open(loop.all(), outlet, 4);
    loop.run(cursor::close);
    assertThat(cursor.position()).isEqualTo(loop.at(4));
    loop.run(() -> loop.dispatcher.batch(late));
    assertThat(loop.get(outlet::offsets)).isEmpty();
  }
}
