package org.realtimehub.log.hazelcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimehub.log.hazelcast.TestCluster.until;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.LogFixture;
import org.realtimehub.log.Retention;
import org.realtimehub.update.Position;
import org.realtimehub.update.Updates;

/** Members that die, come and go while others append. */
final class FailoverTest extends LogFixture {

  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private static final int OWNER = 0;
  private static final int BACKUP = 1;

  private final String hub = TestCluster.newHub();

  @Override
  protected EventLog open(Retention retention, InstantSource clock) {
    throw new UnsupportedOperationException();
  }

  private EventLog log(Member member) {
    return log(member, TIMEOUT);
  }

  private EventLog log(Member member, Duration timeout) {
    return closedLater(new HazelcastEventLog(member, hub, AMPLE, clock, timeout));
  }

  @Test
  void holdersThatDie_loseNothingThatWasAccepted_andNobodyNotices() throws Exception {
    try (TestCluster cluster = TestCluster.of(3, 2)) {
      append(log(cluster.member(0)), Updates.keyed("first", "k"));
      for (int replica : List.of(OWNER, BACKUP)) {
        Member dying = cluster.holder(hub, replica);
        List<Appender> appenders =
            cluster.membersBut(dying).stream()
                .map(member -> new Appender(log(member), replica + member.self()))
                .toList();
        appenders.forEach(Appender::start);
        until(() -> accepted(appenders) > 200);
        cluster.terminate(dying);
        int before = accepted(appenders);
        until(() -> accepted(appenders) > before + 200);
        EventLog survivor = log(cluster.member(0));
        for (Appender appender : appenders) {
          appender.stop();
          assertThat(appender.failures()).isEmpty();
          assertThat(ids(all(survivor)).stream().filter(appender::isOwn).toList())
              .isEqualTo(appender.accepted());
        }
        assertThat(append(survivor, Updates.keyed("second", "k")).ids()).containsExactly("first");
        cluster.join();
        cluster.awaitSafe();
      }
    }
  }

  private static int accepted(List<Appender> appenders) {
    return appenders.stream().mapToInt(appender -> appender.accepted().size()).sum();
  }

  @Test
  void membersThatJoinAndLeave_disturbNoAppend() throws Exception {
    try (TestCluster cluster = TestCluster.of(2, 2)) {
      Appender appender = new Appender(log(cluster.member(0)), "a");
      appender.start();
      until(() -> appender.accepted().size() > 100);
      Member third = cluster.join();
      Member fourth = cluster.join();
      cluster.awaitSafe();
      assertThat(ids(all(log(fourth)))).containsAll(List.of("a-1", "a-100"));
      cluster.leave(third);
      cluster.leave(fourth);
      int before = appender.accepted().size();
      until(() -> appender.accepted().size() > before + 100);
      appender.stop();
      assertThat(appender.failures()).isEmpty();
      assertThat(ids(all(log(cluster.member(1))))).isEqualTo(appender.accepted());
    }
  }

  @Test
  void tooFewMembers_refuseToAppendAndToRead() throws Exception {
    try (TestCluster cluster = TestCluster.of(3, 2)) {
      EventLog log = log(cluster.member(0));
      append(log, Updates.of("a"));
      cluster.terminate(cluster.member(2));
      cluster.awaitSafe();
      assertThat(cluster.member(0).enough()).isTrue();
      append(log, Updates.of("b"));
      cluster.terminate(cluster.member(1));
      until(() -> cluster.member(0).size() == 1);
      assertThat(cluster.member(0).enough()).isFalse();
      assertThatThrownBy(() -> append(log, Updates.of("c")))
          .hasMessageContaining("fewer than 2 nodes are together");
      assertThatThrownBy(() -> result(log.bounds()))
          .hasMessageContaining("fewer than 2 nodes are together");
      cluster.join();
      cluster.awaitSafe();
      append(log, Updates.of("d"));
      assertThat(ids(all(log))).containsExactly("a", "b", "d");
    }
  }

  @Test
  void backupThatIsNotWhereItsOwnerIs_isCopiedAnew_beforeAnythingIsAccepted() throws Exception {
    try (TestCluster cluster = TestCluster.of(2, 2)) {
      EventLog log = log(cluster.member(0));
      append(log, Updates.of("a"));
      Member backup = cluster.holder(hub, BACKUP);
      Inside.held(backup, hub)
          .append(
              new AppendId(UUID.randomUUID(), 1),
              List.of(Updates.of("wrong")),
              new Terms(AMPLE, clock.millis(), new Position("", 0)));
      assertThat(append(log, Updates.of("b")).batch().first()).isEqualTo(2);
      assertThat(Inside.held(backup, hub).state().head()).isEqualTo(2);
      assertThat(Inside.held(backup, hub).state().find("wrong", AMPLE, clock.millis())).isEmpty();
    }
  }

  @Test
  void logWhoseLastHolderDied_beginsAnotherLife() throws Exception {
    try (TestCluster cluster = TestCluster.of(3, 1)) {
      EventLog log = log(cluster.member(0));
      String epoch = append(log, Updates.of("a")).batch().epoch();
      Member owner = cluster.holder(hub, OWNER);
      Member backup = cluster.holder(hub, BACKUP);
      cluster.terminateAtOnce(List.of(owner, backup));
      EventLog survivor = log(cluster.member(0));
      until(() -> cluster.member(0).size() == 1);
      assertThat(result(survivor.bounds()).epoch()).isNotEqualTo(epoch);
      assertThat(append(survivor, Updates.of("b")).batch().first()).isEqualTo(1);
    }
  }

  @Test
  void memberThatLeft_failsEveryCallInTime() throws Exception {
    try (TestCluster cluster = TestCluster.of(1, 1)) {
      EventLog log = log(cluster.member(0), Duration.ofSeconds(2));
      HazelcastSharedMap map =
          new HazelcastSharedMap(cluster.member(0), hub, clock, Duration.ofSeconds(2));
      cluster.leave(cluster.member(0));
      assertThat(log.append(List.of(Updates.of("a")))).satisfies(f -> until(f::failed));
      assertThat(log.bounds()).satisfies(f -> until(f::failed));
      assertThat(log.find("a")).satisfies(f -> until(f::failed));
      assertThat(map.all()).satisfies(f -> until(f::failed));
    }
  }
}
