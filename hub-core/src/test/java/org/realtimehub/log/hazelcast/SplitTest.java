package org.realtimehub.log.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimehub.log.hazelcast.TestCluster.until;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.realtimehub.cluster.SharedMap;
import org.realtimehub.log.Bounds;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.LogFixture;
import org.realtimehub.log.Retention;
import org.realtimehub.update.Updates;

/** Two nodes that lose the third, and find it again. */
final class SplitTest extends LogFixture {

  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  /** Longer than it takes to become one. */
  private static final Duration SEARCH_EVERY = Duration.ofSeconds(5);

  private final String hub = TestCluster.newHub();

  @Override
  protected EventLog open(Retention retention, InstantSource clock) {
    throw new UnsupportedOperationException();
  }

  private EventLog log(Member member) {
    return closedLater(new HazelcastEventLog(member, hub, AMPLE, clock, TIMEOUT));
  }

  private SharedMap map(Member member) {
    return new HazelcastSharedMap(member, hub, clock, TIMEOUT);
  }

  /** A cluster whose smaller part is one member. */
  private record Split(
      TestCluster cluster, Member two, Member alone, List<String> events, List<String> ofTheTwo) {

    static Split of(TestCluster cluster, Member alone) {
      List<Member> two = cluster.membersBut(alone);
      List<String> events = Recorder.of(alone);
      List<String> ofTheTwo = Recorder.of(two.get(0));
      Inside.split(two, List.of(alone));
      return new Split(cluster, two.get(0), alone, events, ofTheTwo);
    }

    /** Members that have just found each other may lose each other again, as in earnest. */
    void mend() {
      long[] nextSearch = {System.nanoTime()};
      until(
          () -> {
            if (!TestCluster.together(cluster.members()) && System.nanoTime() >= nextSearch[0]) {
              Inside.search(cluster.members());
              nextSearch[0] = System.nanoTime() + SEARCH_EVERY.toNanos();
            }
            return events.contains("merged") && cluster.isSafe();
          });
    }
  }

  @Test
  void bothAppended_theLargerPartsHistoryStays_inANewEpoch() throws Exception {
    try (TestCluster cluster = TestCluster.of(3, 1)) {
      Bounds before = appended(cluster.member(0), "a");
      Split split = Split.of(cluster, cluster.holder(hub, 0));
      assertThat(appended(split.alone, "lost").epoch()).isEqualTo(before.epoch());
      assertThat(appended(split.two, "b").epoch()).isEqualTo(before.epoch());
      split.mend();
      for (Member member : cluster.members()) {
        EventLog log = log(member);
        assertThat(ids(all(log))).containsExactly("a", "b");
        assertThat(result(log.bounds()).epoch()).isNotEqualTo(before.epoch());
      }
      append(log(split.alone), Updates.of("c"));
      assertThat(ids(all(log(split.two)))).containsExactly("a", "b", "c");
    }
  }

  @Test
  void onlyTheLargerPartAppended_positionsStayGood() throws Exception {
    try (TestCluster cluster = TestCluster.of(3, 2)) {
      Bounds before = appended(cluster.member(0), "a");
      Split split = Split.of(cluster, cluster.holder(hub, 0));
      Future<?> refused = log(split.alone).append(List.of(Updates.of("lost")));
      assertThatThrownBy(() -> result(refused))
          .hasMessageContaining("fewer than 2 nodes are together");
      assertThatThrownBy(() -> result(log(split.alone).bounds()))
          .hasMessageContaining("fewer than 2 nodes are together");
      appended(split.two, "b");
      split.mend();
      assertThat(ids(all(log(split.alone)))).containsExactly("a", "b");
      assertThat(result(log(split.two).bounds()).epoch()).isEqualTo(before.epoch());
      assertThat(split.events)
          .contains("left " + split.two.self(), "joined " + split.two.self(), "merged");
      assertThat(split.ofTheTwo)
          .startsWith("left " + split.alone.self(), "joined " + split.alone.self(), "merged");
      assertThat(cluster.members()).allMatch(member -> member.nodes().equals(split.two.nodes()));
    }
  }

  /** As when a partition has not been noticed yet: the append is made, and not acknowledged. */
  @Test
  void appendThatNobodyElseGot_isForgotten_andPositionsStayGood() throws Exception {
    try (TestCluster cluster = TestCluster.of(3, 2)) {
      Bounds before = appended(cluster.member(0), "a");
      Member owner = cluster.holder(hub, 0);
      Inside.held(owner, hub)
          .append(
              new AppendId(UUID.randomUUID(), 1),
              List.of(Updates.of("lost")),
              new Terms(AMPLE, clock.millis(), before.headPosition()));
      Split split = Split.of(cluster, owner);
      appended(split.two, "b");
      split.mend();
      assertThat(ids(all(log(owner)))).containsExactly("a", "b");
      assertThat(result(log(owner).bounds()).epoch()).isEqualTo(before.epoch());
    }
  }

  @Test
  void logThatThePartWithoutReplicasBegan_changesNothing() throws Exception {
    try (TestCluster cluster = TestCluster.of(3, 1)) {
      Bounds before = appended(cluster.member(0), "a");
      Member stranger =
          cluster.members().stream()
              .filter(member -> member != cluster.holder(hub, 0))
              .filter(member -> member != cluster.holder(hub, 1))
              .findFirst()
              .orElseThrow();
      Split split = Split.of(cluster, stranger);
      assertThat(appended(stranger, "lost").epoch()).isNotEqualTo(before.epoch());
      split.mend();
      assertThat(ids(all(log(stranger)))).containsExactly("a");
      assertThat(result(log(stranger).bounds())).isEqualTo(before);
    }
  }

  @Test
  void sharedMap_hasTheEntriesOfBothParts() throws Exception {
    try (TestCluster cluster = TestCluster.of(3, 2)) {
      SharedMap whole = map(cluster.member(0));
      result(whole.putIfAbsent("secret", "s"));
      result(whole.put("changed", "before", SharedMap.NEVER));
      Split split = Split.of(cluster, cluster.holder(hub, 0));
      result(map(split.two).put("of two", "1", SharedMap.NEVER));
      result(map(split.two).put("changed", "earlier", SharedMap.NEVER));
      clock.advance(Duration.ofSeconds(1));
      result(map(split.alone).put("of one", "2", SharedMap.NEVER));
      result(map(split.alone).put("changed", "later", SharedMap.NEVER));
      split.mend();
      Map<String, String> expected =
          Map.of("secret", "s", "of two", "1", "of one", "2", "changed", "later");
      for (Member member : cluster.members()) {
        assertThat(result(map(member).all())).isEqualTo(expected);
      }
    }
  }

  private Bounds appended(Member member, String id) throws Exception {
    EventLog log = log(member);
    append(log, Updates.of(id));
    return result(log.bounds());
  }
}
