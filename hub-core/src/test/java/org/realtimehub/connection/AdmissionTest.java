package org.realtimehub.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.realtimehub.connection.AdmissionOutcome.Admitted;
import org.realtimehub.connection.AdmissionOutcome.Full;
import org.realtimehub.connection.AdmissionOutcome.TooMany;
import org.realtimehub.connection.AdmissionOutcome.Waiting;

final class AdmissionTest {

  private final List<String> called = new ArrayList<>();

  private static Admission pool(int max, int waiting, int perAddress, int perToken) {
    return new Admission(
        new AdmissionLimits(max, waiting, Duration.ofSeconds(10), perAddress, perToken));
  }

  private AdmissionOutcome ask(Admission pool, String name) {
    return pool.ask(name, null, () -> called.add(name));
  }

  private Place admitted(Admission pool, String name) {
    AdmissionOutcome outcome = ask(pool, name);
    assertThat(outcome).isInstanceOf(Admitted.class);
    return ((Admitted) outcome).place();
  }

  private Place waiting(Admission pool, String name) {
    AdmissionOutcome outcome = ask(pool, name);
    assertThat(outcome).isInstanceOf(Waiting.class);
    return ((Waiting) outcome).place();
  }

  @Test
  void fullPool_letsWaitAndThenRefuses() {
    Admission pool = pool(2, 1, 0, 0);
    admitted(pool, "a");
    admitted(pool, "b");
    waiting(pool, "c");
    assertThat(ask(pool, "d")).isEqualTo(new Full());
    assertThat(pool.held()).isEqualTo(2);
    assertThat(pool.waiting()).isEqualTo(1);
  }

  @Test
  void freedPlace_goesToWhoWaitedLongest() {
    Admission pool = pool(1, 5, 0, 0);
    Place held = admitted(pool, "a");
    Place b = waiting(pool, "b");
    Place c = waiting(pool, "c");
    waiting(pool, "d");
    held.release();
    assertThat(called).containsExactly("b");
    b.release();
    c.release();
    assertThat(called).containsExactly("b", "c", "d");
    assertThat(pool.held()).isEqualTo(1);
    assertThat(pool.waiting()).isZero();
  }

  @Test
  void newcomerThatLeaves_freesItsPlaceInTheQueue_andIsNotCalled() {
    Admission pool = pool(1, 2, 0, 0);
    Place held = admitted(pool, "a");
    Place b = waiting(pool, "b");
    waiting(pool, "c");
    b.release();
    assertThat(pool.waiting()).isEqualTo(1);
    waiting(pool, "d");
    held.release();
    assertThat(called).containsExactly("c");
  }

  @Test
  void placeReleasedTwice_countsOnce() {
    Admission pool = pool(2, 2, 1, 0);
    Place a = admitted(pool, "a");
    admitted(pool, "b");
    Place c = waiting(pool, "c");
    a.release();
    a.release();
    assertThat(called).containsExactly("c");
    assertThat(pool.held()).isEqualTo(2);
    c.release();
    c.release();
    assertThat(pool.held()).isEqualTo(1);
    admitted(pool, "a");
  }

  @Test
  void connectionsOfOneAddress_areLimited_waitingOnesIncluded() {
    Admission pool = pool(1, 5, 2, 0);
    Place held = admitted(pool, "a");
    Place second = waiting(pool, "a");
    assertThat(ask(pool, "a")).isInstanceOf(TooMany.class);
    waiting(pool, "b");
    second.release();
    waiting(pool, "a");
    held.release();
    assertThat(called).containsExactly("b");
  }

  @Test
  void connectionsOfOneToken_areLimited_anonymousOnesNot() {
    Admission pool = pool(10, 0, 0, 2);
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      places.add(((Admitted) pool.ask("a" + i, "token", () -> {})).place());
    }
    assertThat(pool.ask("a3", "token", () -> {})).isInstanceOf(TooMany.class);
    assertThat(pool.ask("a3", "other", () -> {})).isInstanceOf(Admitted.class);
    for (int i = 0; i < 4; i++) {
      assertThat(pool.ask("a", null, () -> {})).isInstanceOf(Admitted.class);
    }
    places.get(0).release();
    assertThat(pool.ask("a3", "token", () -> {})).isInstanceOf(Admitted.class);
  }

  @Test
  void newcomerThatIsCalled_mayLeaveAtOnce() {
    Admission pool = pool(1, 5, 0, 0);
    Place held = admitted(pool, "a");
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      AdmissionOutcome outcome = pool.ask("w", null, () -> places.remove(0).release());
      places.add(((Waiting) outcome).place());
    }
    held.release();
    assertThat(places).isEmpty();
    assertThat(pool.held()).isZero();
  }

  @Test
  void manyThreads_neverExceedTheBound_andLeaveNothing() throws Exception {
    Admission pool = pool(8, 16, 0, 0);
    AtomicInteger served = new AtomicInteger();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<?>> running = new ArrayList<>();
    for (int thread = 0; thread < 4; thread++) {
      Random random = new Random(thread);
      running.add(
          threads.submit(
              () -> {
                ConcurrentLinkedQueue<Place> mine = new ConcurrentLinkedQueue<>();
                for (int i = 0; i < 20_000; i++) {
                  AdmissionOutcome outcome = pool.ask("a", null, () -> {});
                  if (outcome instanceof Admitted admitted) {
                    served.incrementAndGet();
                    mine.add(admitted.place());
                  } else if (outcome instanceof Waiting waiting) {
                    mine.add(waiting.place());
                  }
                  assertThat(pool.held()).isLessThanOrEqualTo(8);
                  assertThat(pool.waiting()).isLessThanOrEqualTo(16);
                  while (mine.size() > random.nextInt(8)) {
                    mine.remove().release();
                  }
                }
                mine.forEach(Place::release);
              }));
    }
    for (Future<?> each : running) {
      each.get(60, TimeUnit.SECONDS);
    }
    threads.shutdown();
    assertThat(served.get()).isPositive();
    assertThat(pool.held()).isZero();
    assertThat(pool.waiting()).isZero();
  }

  @Test
  void limits_areChecked() {
    assertThatIllegalArgumentException().isThrownBy(() -> pool(0, 0, 0, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> pool(1, -1, 0, 0));
  }
}
