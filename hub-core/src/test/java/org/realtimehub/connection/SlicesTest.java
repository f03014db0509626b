package org.realtimehub.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.realtimehub.connection.Slices.Step;
import org.realtimehub.timing.NextTurn;

@Timeout(60)
final class SlicesTest {

  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final Slices slices = new Slices(context);

  @AfterEach
  void close() throws Exception {
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(20, TimeUnit.SECONDS);
  }

  private static void spin(long nanos) {
    long end = System.nanoTime() + nanos;
    while (System.nanoTime() - end < 0) {
      Thread.onSpinWait();
    }
  }

  /** Steps that take half a millisecond each. */
  private Future<Integer> work(int steps, List<Integer> log, int name) {
    int[] done = new int[1];
    return slices.run(
        () -> {
          if (done[0] == steps) {
            return Step.LAST;
          }
          spin(MILLI / 2);
          log.add(name);
          done[0]++;
          return Step.DEAR;
        },
        () -> done[0]);
  }

  /** Counts the turns of the loop. */
  private final class Turns implements Runnable {
    private int count;
    private boolean over;

    @Override
    public void run() {
      if (!over) {
        count++;
        NextTurn.run(context, this);
      }
    }
  }

  @Test
  void loopDoesOtherThings_betweenTheSlices_howeverManyWorksThereAre() throws Exception {
    Turns turns = new Turns();
    List<Integer> log = new ArrayList<>();
    List<Future<Integer>> works = new ArrayList<>();
    context.runOnContext(v -> turns.run());
    for (int name = 0; name < 4; name++) {
      works.add(work(20, log, name));
    }
    assertThat(await(Future.all(works)).<Integer>list()).containsOnly(20);
    // 40 ms of work in slices that end when they have lasted for 1: at most 2 steps and a half.
    assertThat(turns.count).isGreaterThanOrEqualTo(80 / 3);
    assertThat(log.subList(0, 20)).contains(0, 1, 2, 3);
    context.runOnContext(v -> turns.over = true);
  }

  @Test
  void workThatFails_doesNotStopTheOthers() throws Exception {
    List<Integer> log = new ArrayList<>();
    Future<Integer> before = work(5, log, 1);
    Future<Void> fails =
        slices.run(
            () -> {
              throw new IllegalStateException("no more");
            },
            () -> null);
    Future<Integer> after = work(5, log, 2);
    assertThat(await(before)).isEqualTo(5);
    assertThat(await(after)).isEqualTo(5);
    assertThat(fails.cause()).hasMessage("no more");
  }

  @Test
  void walk_seesEachOnceThatIsThereFromBeginningToEnd() throws Exception {
    List<Integer> list = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      list.add(i);
    }
    List<Integer> seen = new ArrayList<>();
    Walk<Integer> walk =
        new Walk<>(
            list,
            element -> {
              seen.add(element);
              if (element % 3 == 0) {
                int place = list.indexOf(element);
                Integer last = list.remove(list.size() - 1);
                if (place < list.size()) {
                  list.set(place, last);
                }
              }
              if (element % 5 == 0) {
                list.add(10_000 + element);
              }
              return Step.CHEAP;
            });
    assertThat(await(slices.run(walk, walk::complete))).isTrue();
    assertThat(seen).doesNotHaveDuplicates().hasSize(1_000).allMatch(element -> element < 1_000);
  }

  @Test
  void walkThatIsEnded_isNotComplete() throws Exception {
    Walk<Integer> walk = new Walk<>(List.of(1, 2, 3), element -> Step.LAST);
    assertThat(await(slices.run(walk, walk::complete))).isFalse();
  }
}
