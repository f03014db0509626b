package org.realtimehub.log.hazelcast;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/** Members in this process that talk over TCP on 127.0.0.1, with a cluster name of their own. */
final class TestCluster implements AutoCloseable {

  private static final AtomicInteger HUBS = new AtomicInteger();

  private final String name = "test-" + UUID.randomUUID();
  private final int minimumSize;
  private final List<Member> members = new ArrayList<>();

  private TestCluster(int minimumSize) {
    this.minimumSize = minimumSize;
  }

  static TestCluster of(int members, int minimumSize) {
    ((Logger) LoggerFactory.getLogger("com.hazelcast")).setLevel(Level.ERROR);
    TestCluster cluster = new TestCluster(minimumSize);
    for (int i = 0; i < members; i++) {
      cluster.join();
    }
    cluster.awaitSafe();
    return cluster;
  }

  /** A hub of which no member has heard. */
  static String newHub() {
    return "hub" + HUBS.incrementAndGet();
  }

  Member join() {
    List<String> addresses = members.stream().map(TestCluster::address).toList();
    Member member = Member.start(settings(new Discovery.Addresses(addresses)));
    members.add(member);
    return member;
  }

  private MemberSettings settings(Discovery discovery) {
    Duration second = Duration.ofSeconds(1);
    return new MemberSettings(
        name,
        UUID.randomUUID().toString(),
        "127.0.0.1",
        new MemberSettings.Ports(0, 1),
        discovery,
        minimumSize,
        new MemberSettings.Timing(Duration.ofSeconds(5), second, Duration.ofSeconds(10)));
  }

  private static String address(Member member) {
    return "127.0.0.1:" + member.instance().getCluster().getLocalMember().getAddress().getPort();
  }

  Member member(int number) {
    return members.get(number);
  }

  List<Member> members() {
    return List.copyOf(members);
  }

  /** The member that owns the log of a hub. */
  Member owner(String hub) {
    com.hazelcast.cluster.Member owner =
        members.get(0).instance().getPartitionService().getPartition(hub).getOwner();
    return members.stream()
        .filter(m -> m.instance().getCluster().getLocalMember().equals(owner))
        .findFirst()
        .orElseThrow();
  }

  void terminate(Member member) {
    members.remove(member);
    member.terminate();
  }

  void awaitSafe() {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(20))
        .until(
            () ->
                members.stream().allMatch(m -> m.size() == members.size())
                    && members.stream().allMatch(Member::safe));
  }

  @Override
  public void close() {
    members.forEach(Member::terminate);
    members.clear();
  }
}
