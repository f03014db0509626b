package org.realtimehub.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.realtimehub.update.Event;
import org.realtimehub.update.Handling;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;
import org.realtimehub.update.Updates;

/** The rules of {@link EventLog}; every implementation's test extends this class. */
public abstract class EventLogContract extends LogFixture {

  @Test
  void emptyLog_hasBoundsAtItsBeginning() throws Exception {
    EventLog log = log(AMPLE);
    Bounds bounds = result(log.bounds());
    assertThat(bounds.tail()).isZero();
    assertThat(bounds.head()).isZero();
    assertThat(bounds.epoch()).isNotEmpty();
    assertThat(all(log)).isEmpty();
  }

  @Test
  void twoLives_haveDifferentEpochs() throws Exception {
    assertThat(result(log(AMPLE).bounds()).epoch())
        .isNotEqualTo(result(log(AMPLE).bounds()).epoch());
  }

  @Test
  void append_numbersFromOneWithoutHoles() throws Exception {
    EventLog log = log(AMPLE);
    String epoch = result(log.bounds()).epoch();
    assertThat(append(log, Updates.of("a")).batch().first()).isEqualTo(1);
    Appended batch = append(log, Updates.of("b"), Updates.of("c"));
    assertThat(batch.batch().epoch()).isEqualTo(epoch);
    assertThat(offsets(batch.batch().updates())).containsExactly(2L, 3L);
    assertThat(ids(batch.batch().updates())).containsExactly("b", "c");
    assertThat(batch.ids()).containsExactly("b", "c");
    assertThat(offsets(all(log))).containsExactly(1L, 2L, 3L);
    assertThat(ids(all(log))).containsExactly("a", "b", "c");
    assertThat(result(log.bounds()).head()).isEqualTo(3);
  }

  @Test
  void append_ofNothing_addsNothing() throws Exception {
    EventLog log = log(AMPLE);
    Appended nothing = append(log);
    assertThat(nothing.batch().isEmpty()).isTrue();
    assertThat(nothing.ids()).isEmpty();
    assertThat(result(log.bounds()).head()).isZero();
  }

  @Test
  void concurrentAppends_giveOneOrder() throws Exception {
    EventLog log = log(AMPLE);
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<java.util.concurrent.Future<List<Batch>>> writers = new ArrayList<>();
    for (int writer = 0; writer < 4; writer++) {
      String name = "w" + writer + "-";
      writers.add(threads.submit(() -> appendInSizes(log, name)));
    }
    List<Batch> batches = new ArrayList<>();
    for (java.util.concurrent.Future<List<Batch>> writer : writers) {
      List<Batch> own = writer.get(60, TimeUnit.SECONDS);
      assertThat(own.stream().map(Batch::first)).isSorted();
      batches.addAll(own);
    }
    threads.shutdown();
    for (Batch batch : batches) {
      assertThat(offsets(batch.updates())).isEqualTo(range(batch.first(), batch.last()));
      assertThat(ids(slice(log, batch.first() - 1, batch.updates().size(), 1 << 20).updates()))
          .isEqualTo(ids(batch.updates()));
    }
    Stream<Long> given = batches.stream().flatMap(batch -> offsets(batch.updates()).stream());
    assertThat(given.sorted().toList()).isEqualTo(range(1, 196));
    assertThat(offsets(all(log))).isEqualTo(range(1, 196));
  }

  private static List<Batch> appendInSizes(EventLog log, String name) throws Exception {
    List<Batch> batches = new ArrayList<>();
    int number = 0;
    for (int round = 0; round < 25; round++) {
      Update[] updates = new Update[1 + round % 3];
      for (int i = 0; i < updates.length; i++) {
        updates[i] = Updates.of(name + number++);
      }
      batches.add(append(log, updates).batch());
    }
    return batches;
  }

  @Test
  void content_isReadAsItWasAppended() throws Exception {
    EventLog log = log(AMPLE);
    Update update =
        new Update(
            "urn:uuid:1",
            List.of("https://example.com/ü", "/b"),
            new Event("l1\r\nl2 €😀\n", "type", "3000"),
            new Handling(true, false, 4_102_444_800_000L, "conn", "key", "node", 0));
    append(log, update);
    assertThat(all(log).get(0).update()).isEqualTo(update);
  }

  @Test
  void read_isBoundedByCount() throws Exception {
    EventLog log = log(AMPLE);
    appendMany(log, 10);
    assertThat(offsets(slice(log, 3, 4, 1 << 20).updates())).containsExactly(4L, 5L, 6L, 7L);
    assertThat(offsets(slice(log, 8, 4, 1 << 20).updates())).containsExactly(9L, 10L);
  }

  @Test
  void read_stopsAfterTheUpdateThatReachesTheWeight() throws Exception {
    EventLog log = log(AMPLE);
    append(log, Updates.of("a"), Updates.of("b"), Updates.of("c"));
    int weight = Updates.of("a").weight();
    assertThat(offsets(slice(log, 0, 10, 1).updates())).containsExactly(1L);
    assertThat(offsets(slice(log, 0, 10, weight).updates())).containsExactly(1L);
    assertThat(offsets(slice(log, 0, 10, weight + 1).updates())).containsExactly(1L, 2L);
  }

  @Test
  void read_atTheHead_isEmpty() throws Exception {
    EventLog log = log(AMPLE);
    appendMany(log, 3);
    assertThat(slice(log, 3, 10, 1 << 20).updates()).isEmpty();
    assertThat(slice(log, 3, 10, 1 << 20).bounds()).isEqualTo(result(log.bounds()));
  }

  @Test
  void read_ofAPositionPastTheHead_isGone_thereIsNoneThatTheLogGave() throws Exception {
    EventLog log = log(AMPLE);
    appendMany(log, 3);
    Bounds bounds = result(log.bounds());
    assertThat(result(log.read(new Position(bounds.epoch(), 4), 10, 1 << 20)))
        .isEqualTo(new ReadResult.Gone(bounds));
  }

  @Test
  void read_ofAForeignEpoch_isGone() throws Exception {
    EventLog log = log(AMPLE);
    appendMany(log, 3);
    ReadResult read = result(log.read(new Position("another life", 1), 10, 1 << 20));
    assertThat(read).isEqualTo(new ReadResult.Gone(result(log.bounds())));
  }

  @Test
  void read_ofATrimmedPosition_isGone_andTheTailCanBeRead() throws Exception {
    EventLog log = log(new Retention(5, 1 << 20, Duration.ofHours(1)));
    appendMany(log, 8);
    Bounds bounds = result(log.bounds());
    assertThat(bounds.tail()).isEqualTo(3);
    assertThat(result(log.read(new Position(bounds.epoch(), 2), 10, 1 << 20)))
        .isEqualTo(new ReadResult.Gone(bounds));
    assertThat(offsets(slice(log, 3, 10, 1 << 20).updates())).isEqualTo(range(4, 8));
  }

  @Test
  void history_isTrimmedByCount() throws Exception {
    EventLog log = log(new Retention(3, 1 << 20, Duration.ofHours(1)));
    appendMany(log, 3);
    assertThat(offsets(all(log))).isEqualTo(range(1, 3));
    append(log, Updates.of("4"), Updates.of("5"));
    assertThat(offsets(all(log))).isEqualTo(range(3, 5));
  }

  @Test
  void history_isTrimmedByWeight_andKeepsWhatFits() throws Exception {
    int weight = Updates.of("1").weight();
    EventLog log = log(new Retention(100, 3L * weight, Duration.ofHours(1)));
    appendMany(log, 8);
    assertThat(offsets(all(log))).isEqualTo(range(6, 8));
  }

  @Test
  void singleUpdate_heavierThanTheBound_isKept() throws Exception {
    EventLog log = log(new Retention(100, 1_000, Duration.ofHours(1)));
    append(log, Updates.of("1"), Updates.sized("2", 5_000));
    assertThat(offsets(all(log))).containsExactly(2L);
    append(log, Updates.of("3"));
    assertThat(offsets(all(log))).containsExactly(3L);
  }

  @Test
  void history_isTrimmedByAge_whenItIsLookedAt() throws Exception {
    EventLog log = log(new Retention(100, 1 << 20, Duration.ofMinutes(10)));
    append(log, Updates.of("1"));
    clock.advance(Duration.ofMinutes(6));
    append(log, Updates.of("2"));
    clock.advance(Duration.ofMinutes(5));
    assertThat(found(log, "1")).isEmpty();
    assertThat(offsets(all(log))).containsExactly(2L);
    clock.advance(Duration.ofMinutes(6));
    Bounds bounds = result(log.bounds());
    assertThat(bounds.tail()).isEqualTo(2);
    assertThat(bounds.head()).isEqualTo(2);
    assertThat(append(log, Updates.of("3")).batch().first()).isEqualTo(3);
  }

  @Test
  void id_leadsToItsUpdate_untilThatIsTrimmed() throws Exception {
    EventLog log = log(new Retention(3, 1 << 20, Duration.ofHours(1)));
    appendMany(log, 3);
    assertThat(found(log, "1")).contains(1L);
    assertThat(found(log, "3")).contains(3L);
    assertThat(found(log, "unknown")).isEmpty();
    append(log, Updates.of("4"));
    assertThat(found(log, "1")).isEmpty();
    Found last = result(log.find("4")).orElseThrow();
    assertThat(last.epoch()).isEqualTo(result(log.bounds()).epoch());
    assertThat(last.update().update()).isEqualTo(Updates.of("4"));
  }

  @Test
  void reusedId_leadsToItsOldestRetainedUpdate() throws Exception {
    EventLog log = log(new Retention(4, 1 << 20, Duration.ofHours(1)));
    append(log, Updates.of("x"), Updates.of("b"), Updates.of("x"), Updates.of("x"));
    assertThat(found(log, "x")).contains(1L);
    append(log, Updates.of("c"));
    assertThat(found(log, "x")).contains(3L);
    append(log, Updates.of("d"), Updates.of("e"));
    assertThat(found(log, "x")).contains(4L);
    append(log, Updates.of("f"));
    assertThat(found(log, "x")).isEmpty();
    append(log, Updates.of("x"));
    assertThat(found(log, "x")).contains(9L);
  }

  @Test
  void ephemeral_isHandedOn_butOnlyItsPlaceIsKept() throws Exception {
    EventLog log = log(AMPLE);
    Update ephemeral = Updates.ephemeral("e", "/a", "/b");
    Appended appended = append(log, ephemeral, Updates.of("after"));
    assertThat(appended.batch().updates().get(0).update()).isEqualTo(ephemeral);
    assertThat(found(log, "e")).contains(1L);
    assertThat(all(log).get(0).update()).isEqualTo(ephemeral.blank());
    assertThat(result(log.find("e")).orElseThrow().update().update()).isEqualTo(ephemeral.blank());
    assertThat(offsets(all(log))).containsExactly(1L, 2L);
  }

  @Test
  void knownIdempotencyKey_addsNothing_acrossAppends() throws Exception {
    EventLog log = log(AMPLE);
    append(log, Updates.keyed("first", "k"));
    Appended repeated = append(log, Updates.keyed("second", "k"), Updates.keyed("third", "other"));
    assertThat(repeated.ids()).containsExactly("first", "third");
    assertThat(ids(repeated.batch().updates())).containsExactly("third");
    assertThat(ids(all(log))).containsExactly("first", "third");
    assertThat(found(log, "second")).isEmpty();
    assertThat(append(log, Updates.keyed("fourth", "k")).batch().isEmpty()).isTrue();
  }

  @Test
  void knownIdempotencyKey_addsNothing_withinAnAppend() throws Exception {
    EventLog log = log(AMPLE);
    Appended appended =
        append(log, Updates.keyed("a", "k"), Updates.of("b"), Updates.keyed("c", "k"));
    assertThat(appended.ids()).containsExactly("a", "b", "a");
    assertThat(ids(appended.batch().updates())).containsExactly("a", "b");
    assertThat(offsets(all(log))).containsExactly(1L, 2L);
  }

  @Test
  void idempotencyKey_isForgottenAfterItsTime_notProlongedByUse() throws Exception {
    EventLog log = log(AMPLE);
    append(log, Updates.keyed("first", "k"));
    clock.advance(EventLog.IDEMPOTENCY_WINDOW.minusMillis(1));
    assertThat(append(log, Updates.keyed("second", "k")).ids()).containsExactly("first");
    clock.advance(Duration.ofMillis(1));
    assertThat(append(log, Updates.keyed("third", "k")).ids()).containsExactly("third");
    assertThat(append(log, Updates.keyed("fourth", "k")).ids()).containsExactly("third");
  }

  @Test
  void idempotencyKey_outlivesTheUpdateItStandsFor() throws Exception {
    EventLog log = log(new Retention(1, 1 << 20, Duration.ofHours(1)));
    append(log, Updates.keyed("first", "k"));
    append(log, Updates.of("other"));
    assertThat(append(log, Updates.keyed("second", "k")).ids()).containsExactly("first");
  }
}
