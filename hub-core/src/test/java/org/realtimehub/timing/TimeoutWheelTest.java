package org.realtimehub.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

final class TimeoutWheelTest {

  private static final long TICK = 100;

  private final TimeoutWheel wheel = new TimeoutWheel(TICK, 8, 0);
  private final List<String> fired = new ArrayList<>();

  private Timeout schedule(String name, long deadline) {
    return wheel.schedule(deadline, () -> fired.add(name));
  }

  @Test
  void timeout_firesOnceOnTheFirstTickAtOrAfterItsDeadline() {
    schedule("a", 100);
    schedule("b", 150);
    wheel.advance(99);
    assertThat(fired).isEmpty();
    wheel.advance(100);
    assertThat(fired).containsExactly("a");
    wheel.advance(200);
    wheel.advance(900);
    assertThat(fired).containsExactly("a", "b");
    assertThat(wheel.pending()).isZero();
  }

  @Test
  void deadlineInThePast_firesOnTheNextTick() {
    wheel.advance(1_000);
    schedule("late", 10);
    wheel.advance(1_100);
    assertThat(fired).containsExactly("late");
  }

  @Test
  void longDeadline_waitsForManyRounds() {
    schedule("far", 100_000);
    for (long now = 0; now < 100_000; now += TICK) {
      wheel.advance(now);
    }
    assertThat(fired).isEmpty();
    wheel.advance(100_000);
    assertThat(fired).containsExactly("far");
  }

  @Test
  void jumpOverManyRounds_firesEverythingThatIsDue() {
    for (int i = 1; i <= 40; i++) {
      schedule("t" + i, i * 70L);
    }
    schedule("not due", 1_000_001);
    wheel.advance(1_000_000);
    assertThat(fired).hasSize(40).doesNotContain("not due");
    wheel.advance(1_000_100);
    assertThat(fired).endsWith("not due").hasSize(41);
  }

  @Test
  void clockSetBack_delaysButLosesNothing() {
    wheel.advance(10_000);
    schedule("a", 10_300);
    wheel.advance(2_000);
    schedule("b", 2_300);
    wheel.advance(2_300);
    assertThat(fired).containsExactly("b");
    for (long now = 2_400; now <= 10_300; now += TICK) {
      wheel.advance(now);
    }
    assertThat(fired).containsExactly("b", "a");
    assertThat(wheel.pending()).isZero();
  }

  @Test
  void cancelled_neverFires_howeverOften() {
    Timeout timeout = schedule("a", 100);
    timeout.cancel();
    timeout.cancel();
    assertThat(wheel.pending()).isZero();
    wheel.advance(1_000);
    timeout.cancel();
    assertThat(fired).isEmpty();
    assertThat(wheel.pending()).isZero();
  }

  @Test
  void rescheduled_firesAtItsNewDeadlineOnly_alsoAfterItFired() {
    Timeout timeout = schedule("a", 100);
    timeout.reschedule(300);
    wheel.advance(200);
    assertThat(fired).isEmpty();
    wheel.advance(300);
    assertThat(fired).containsExactly("a");
    timeout.reschedule(500);
    assertThat(wheel.pending()).isEqualTo(1);
    wheel.advance(500);
    assertThat(fired).containsExactly("a", "a");
  }

  @Test
  void action_mayCancelOthersOfItsTick() {
    List<Timeout> timeouts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      timeouts.add(
          wheel.schedule(
              100,
              () -> {
                fired.add("one");
                timeouts.forEach(Timeout::cancel);
              }));
    }
    wheel.advance(100);
    assertThat(fired).containsExactly("one");
    assertThat(wheel.pending()).isZero();
  }

  @Test
  void action_mayMoveOthersOfItsTick() {
    List<Timeout> timeouts = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      timeouts.add(
          wheel.schedule(
              100,
              () -> {
                fired.add("one");
                timeouts.forEach(timeout -> timeout.reschedule(400));
              }));
    }
    schedule("other of the target's bucket", 400);
    wheel.advance(100);
    assertThat(fired).containsExactly("one");
    assertThat(wheel.pending()).isEqualTo(6);
    timeouts.subList(1, 5).forEach(Timeout::cancel);
    wheel.advance(400);
    assertThat(fired).containsOnlyOnce("other of the target's bucket").hasSize(3);
  }

  @Test
  void action_mayScheduleForNow_andItRunsOnTheNextTick() {
    wheel.schedule(100, () -> schedule("again", 100));
    wheel.advance(100);
    assertThat(fired).isEmpty();
    wheel.advance(200);
    assertThat(fired).containsExactly("again");
  }

  @Test
  void actionThatFails_doesNotKeepOthersFromTheirs() {
    for (int i = 0; i < 3; i++) {
      schedule("before", 100);
      wheel.schedule(
          100,
          () -> {
            throw new IllegalStateException("on purpose");
          });
      schedule("after", 200);
    }
    wheel.advance(250);
    assertThat(fired).hasSize(6);
    assertThat(wheel.pending()).isZero();
  }

  @Test
  void buckets_areAPowerOfTwo() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TimeoutWheel(TICK, 12, 0));
  }

  @RepeatedTest(50)
  void anySequence_firesWhatANaiveListWouldFire() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Map<Integer, Timeout> timeouts = new HashMap<>();
    Map<Integer, Long> expected = new HashMap<>();
    List<Integer> due = new ArrayList<>();
    long now = 0;
    for (int step = 0; step < 2_000; step++) {
      int id = random.nextInt(60);
      long deadline = now + random.nextInt(3_000) - 200;
      switch (random.nextInt(4)) {
        case 0, 1 -> {
          Timeout known = timeouts.get(id);
          if (known == null) {
            timeouts.put(id, wheel.schedule(deadline, () -> due.add(id)));
          } else {
            known.reschedule(deadline);
          }
          expected.put(id, deadline);
        }
        case 2 -> {
          if (timeouts.containsKey(id)) {
            timeouts.get(id).cancel();
            expected.remove(id);
          }
        }
        default -> {
          now += random.nextInt(20) == 0 ? 5_000 : TICK + random.nextInt(100);
          long at = now;
          wheel.advance(now);
          List<Integer> naive =
              expected.entrySet().stream()
                  .filter(e -> e.getValue() <= at)
                  .map(Map.Entry::getKey)
                  .toList();
          assertThat(due)
              .as("seed %d, step %d", seed, step)
              .containsExactlyInAnyOrderElementsOf(naive);
          naive.forEach(expected::remove);
          due.clear();
        }
      }
      assertThat(wheel.pending()).as("seed %d, step %d", seed, step).isEqualTo(expected.size());
    }
    timeouts.values().forEach(Timeout::cancel);
    assertThat(wheel.pending()).isZero();
  }
}
