package org.realtimehub.log.hazelcast;

import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.realtimehub.cluster.FreePorts;
import org.slf4j.LoggerFactory;

/** Members in this process that talk over TCP on 127.0.0.1, with a cluster name of their own. */
final class TestCluster implements AutoCloseable {

  /** Who asks a part of the cluster that does not answer, waits 10 s before asking the next. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final AtomicInteger HUBS = new AtomicInteger();

  private final String name = "test-" + UUID.randomUUID();
  private final int minimumSize;

  /** Of the first members, where all of them and those that come later look for others. */
  private final List<Integer> ports;

  private final List<Member> members = new ArrayList<>();

  private TestCluster(int members, int minimumSize) {
    this.ports = freePorts(members);
    this.minimumSize = minimumSize;
  }

  static TestCluster of(int members, int minimumSize) {
    for (String logger : List.of("com.hazelcast", "io")) {
      ((Logger) LoggerFactory.getLogger(logger)).setLevel(Level.OFF);
    }
    TestCluster cluster = new TestCluster(members, minimumSize);
    cluster.ports.forEach(cluster::start);
    cluster.awaitSafe();
    return cluster;
  }

  private static List<Integer> freePorts(int count) {
    try {
      return FreePorts.next("127.0.0.1", 0, count);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A hub of which no member has heard. */
  static String newHub() {
    return "hub" + HUBS.incrementAndGet();
  }

  Member join() {
    return start(freePorts(1).get(0));
  }

  private Member start(int port) {
    Member member = Member.start(settings(port));
    members.add(member);
    return member;
  }

  private MemberSettings settings(int port) {
    Duration never = Duration.ofHours(1);
    return new MemberSettings(
        name,
        UUID.randomUUID().toString(),
        "127.0.0.1",
        new MemberSettings.Ports(port, 1),
        new Discovery.Addresses(ports.stream().map(p -> "127.0.0.1:" + p).toList()),
        minimumSize,
        new MemberSettings.Timing(never, never, Duration.ofSeconds(10)));
  }

  Member member(int number) {
    return members.get(number);
  }

  List<Member> members() {
    return List.copyOf(members);
  }

  List<Member> membersBut(Member one) {
    return members.stream().filter(member -> member != one).toList();
  }

  /** The member that holds a replica of the log of a hub, of which the owner's is number 0. */
  Member holder(String hub, int replica) {
    return Inside.holder(members, hub, replica);
  }

  /** Dies, without a word to the others. */
  void terminate(Member member) {
    members.remove(member);
    member.terminate();
  }

  /** Die in the same moment, so that none takes over from another. */
  void terminateAtOnce(List<Member> dying) throws InterruptedException {
    members.removeAll(dying);
    List<Thread> deaths = dying.stream().map(member -> new Thread(member::terminate)).toList();
    deaths.forEach(Thread::start);
    for (Thread death : deaths) {
      death.join();
    }
  }

  void leave(Member member) {
    members.remove(member);
    member.leave();
  }

  void awaitSafe() {
    until(this::isSafe);
  }

  boolean isSafe() {
    return together(members) && members.stream().allMatch(Member::safe);
  }

  static boolean together(Collection<Member> members) {
    return members.stream().allMatch(member -> member.size() == members.size());
  }

  static void until(Callable<Boolean> condition) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .ignoreExceptions()
        .until(condition);
  }

  @Override
  public void close() {
    members.forEach(Member::terminate);
    members.clear();
  }
}
