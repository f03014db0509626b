package org.realtimehub.log.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.LogFixture;
import org.realtimehub.log.ReadResult;
import org.realtimehub.log.Retention;
import org.realtimehub.update.Update;
import org.realtimehub.update.Updates;

/** What a history of 50 MB costs: nothing until it moves. */
final class LargeHistoryTest extends LogFixture {

  private static final Retention LARGE = new Retention(1_000_000, 1 << 30, Duration.ofHours(1));
  private static final int UPDATES = 12_800;
  private static final int CONTENT = 4_000;
  private static final int BATCH = 200;

  @Override
  protected EventLog open(Retention retention, InstantSource clock) {
    throw new UnsupportedOperationException();
  }

  private EventLog log(Member member, String hub) {
    return closedLater(new HazelcastEventLog(member, hub, LARGE, clock, Duration.ofSeconds(20)));
  }

  @Test
  void largeHistory_slowsNoAppend_andMovesInSeconds() throws Exception {
    try (TestCluster cluster = TestCluster.of(2, 2)) {
      String hub = TestCluster.newHub();
      EventLog log = log(cluster.member(0), hub);
      append(log, 500);
      long whenEmpty = append(log, 500);
      for (int i = 0; i < UPDATES / BATCH; i++) {
        result(log.append(batch(i)));
      }
      long whenLarge = append(log, 500);
      report("an append before there is any, microseconds", whenEmpty);
      report("an append with it, microseconds", whenLarge);
      assertThat(whenLarge).isLessThan(3 * whenEmpty + 10_000);

      long begun = System.nanoTime();
      ReadResult.Slice slice = slice(log, 2_000, 10_000, 512 << 10);
      report("a read of a slice, ms", millisSince(begun));
      assertThat(slice.updates()).hasSizeBetween(50, 100);

      begun = System.nanoTime();
      cluster.join();
      cluster.awaitSafe();
      report("a member joins, ms", millisSince(begun));
      begun = System.nanoTime();
      cluster.leave(cluster.holder(hub, 0));
      cluster.awaitSafe();
      report("the owner leaves, ms", millisSince(begun));
      assertThat(millisSince(begun)).isLessThan(20_000);
      assertThat(result(log(cluster.member(0), hub).bounds()).head()).isEqualTo(UPDATES + 1_500);
    }
  }

  private static List<Update> batch(int number) {
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < BATCH; i++) {
      updates.add(Updates.sized(number + "-" + i, CONTENT));
    }
    return updates;
  }

  /** Microseconds for each of so many appends, one after the other. */
  private static long append(EventLog log, int count) throws Exception {
    long begun = System.nanoTime();
    for (int i = 0; i < count; i++) {
      append(log, Updates.of("small"));
    }
    return (System.nanoTime() - begun) / 1_000 / count;
  }

  private static long millisSince(long begun) {
    return (System.nanoTime() - begun) / 1_000_000;
  }

  private static void report(String what, long value) {
    System.out.println("History of 50 MB: " + what + ": " + value);
  }
}
