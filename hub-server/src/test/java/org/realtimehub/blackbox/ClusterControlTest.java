package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.realtimehub.cluster.FreePorts;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.SweepLimits;
import org.realtimehub.control.ConnectionDetail;
import org.realtimehub.control.ConnectionFilter;
import org.realtimehub.control.ConnectionPage;
import org.realtimehub.control.ConnectionQuery;
import org.realtimehub.control.ConnectionRow;
import org.realtimehub.control.Control;
import org.realtimehub.control.KickReport;
import org.realtimehub.control.MatcherCount;
import org.realtimehub.control.NodeEntry;
import org.realtimehub.control.NodeSweep;
import org.realtimehub.control.RestrictionOutcome;
import org.realtimehub.control.Sort;
import org.realtimehub.control.SweepAnswer;

/** Two nodes, with a real cluster between them: what is done at one counts at the other. */
@Timeout(180)
class ClusterControlTest {

  private static final String HOST = "127.0.0.1";
  private static final String TOPIC = "https://example.com/books/1";

  private static TestHub here;
  private static TestHub there;

  @BeforeAll
  static void start() throws IOException {
    List<Integer> ports = FreePorts.next(HOST, 0, 2);
    String name = "control-" + UUID.randomUUID();
    here = node(name, ports.get(0), ports);
    there = node(name, ports.get(1), ports);
    Awaitility.await()
        .atMost(TestHub.PATIENCE)
        .until(() -> here.node().control().nodes().size() == 2 && knows(here) && knows(there));
  }

  private static TestHub node(String name, int port, List<Integer> ports) {
    return TestHub.start(
        "log.type=hazelcast",
        "cluster.enabled=true",
        "cluster.name=" + name,
        "cluster.host=" + HOST,
        "cluster.port=" + port,
        "cluster.addresses=" + HOST + ":" + ports.get(0) + "," + HOST + ":" + ports.get(1));
  }

  private static boolean knows(TestHub hub) {
    return hub.node().control().nodes().stream().allMatch(node -> node.info().isPresent());
  }

  @AfterAll
  static void stop() {
    there.close();
    here.close();
  }

  private static void awaitClosedThere(CloseReason reason, long count) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(1))
        .until(() -> there.node().view().connections().counts().totalClosed(reason) == count);
  }

  @Test
  void kick_reachesTheOtherNode_andItsOrderToStayAwayCountsOnBoth() {
    try (LineStream far = LineStream.get(there.url("match", TOPIC));
        EventStream near = here.subscribe("match", TOPIC)) {
      ConnectionPage page =
          here.await(
              here.node()
                  .control()
                  .connections(
                      new ConnectionQuery(
                          ConnectionFilter.ofTopic(TOPIC), Sort.ID, false, null, 10)));
      assertThat(page.rows()).hasSize(2);
      assertThat(page.missing()).isEmpty();
      assertThat(page.rows()).extracting("node").doesNotHaveDuplicates();

      KickReport report = here.await(here.node().control().kick(ConnectionFilter.ofTopic(TOPIC)));
      assertThat(report.closed()).hasSize(2).allSatisfy((node, n) -> assertThat(n).isEqualTo(1));
      near.awaitEnd();
      String id =
          far.remainingLines().stream()
              .filter(line -> line.startsWith("id: "))
              .reduce((before, last) -> last)
              .orElseThrow()
              .substring(4);
      for (TestHub hub : List.of(here, there)) {
        HttpResponse<String> back = hub.get(hub.url("match", TOPIC), "Last-Event-ID", id);
        assertThat(back.statusCode()).isEqualTo(204);
      }
    }
  }

  @Test
  void banAndRevocation_areEffectiveOnTheOtherNode_withinASecond() {
    String mallory = TestTokens.named("mallory", "t1");
    String alice = TestTokens.named("alice", "t2");
    try (EventStream banned = there.subscribeAs(mallory, "match", TOPIC);
        EventStream revoked = there.subscribeAs(alice, "match", TOPIC)) {
      Instant until = Instant.now().plusSeconds(60);
      assertThat(here.await(here.node().control().ban("mallory", until, "operator", "")))
          .isInstanceOf(RestrictionOutcome.InForce.class);
      awaitClosedThere(CloseReason.BANNED, 1);
      assertThat(here.await(here.node().control().revoke("t2", until, "operator", "")))
          .isInstanceOf(RestrictionOutcome.InForce.class);
      awaitClosedThere(CloseReason.REVOKED, 1);
      banned.awaitEnd();
      revoked.awaitEnd();
      Refused.with(403, there.tryPublishAs(mallory, "topic", TOPIC, "data", "x")).as("banned");
      Refused.with(401, there.tryPublishAs(alice, "topic", TOPIC, "data", "x")).as("invalid-token");
    }
  }

  @Test
  void sweep_closesOnBothNodes_whatItsDryRunSaid() {
    try (EventStream far = there.subscribe("match", TOPIC);
        EventStream near = here.subscribe("match", TOPIC)) {
      // Of other tests, some may still be on their way out.
      Awaitility.await()
          .atMost(TestHub.PATIENCE)
          .until(() -> here.connections() == 1 && there.connections() == 1);
      SweepLimits limits =
          new SweepLimits(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofMillis(1));
      Control control = here.node().control();
      Awaitility.await()
          .atMost(TestHub.PATIENCE)
          .until(
              () -> overAge(here.await(control.sweep(null, limits, true))).equals(List.of(1, 1)));
      assertThat(here.connections() + there.connections()).isEqualTo(2);
      assertThat(overAge(here.await(control.sweep(null, limits, false)))).isEqualTo(List.of(1, 1));
      far.awaitEnd();
      near.awaitEnd();
      SweepAnswer last = there.await(there.node().control().sweeps());
      assertThat(last.missing()).isEmpty();
      assertThat(last.sweeps().subList(0, 2))
          .allMatch(one -> one.sweep().report().overAge() == 1 && !one.sweep().dryRun())
          .extracting(NodeSweep::node)
          .doesNotHaveDuplicates();
    }
  }

  private static List<Integer> overAge(SweepAnswer answer) {
    assertThat(answer.missing()).isEmpty();
    return answer.sweeps().stream().map(one -> one.sweep().report().overAge()).toList();
  }

  @Test
  void subscriptionsOfBothNodes_areCountedTogether() {
    String topic = "https://example.com/counted/1";
    try (EventStream far = there.subscribe("match", topic);
        EventStream near = here.subscribe("match_urlpattern", "https://example.com/counted/:id")) {
      Control control = here.node().control();
      assertThat(here.await(control.subscribers(List.of(topic, TOPIC + "/none"))).byTopic())
          .isEqualTo(Map.of(topic, 2L, TOPIC + "/none", 0L));
      assertThat(here.await(control.matchers("/counted/", null, 10)).rows())
          .containsExactly(
              new MatcherCount("exact", topic, 1),
              new MatcherCount("urlpattern", "https://example.com/counted/:id", 1));
      ConnectionRow row =
          here.await(
                  control.connections(
                      new ConnectionQuery(
                          ConnectionFilter.ofTopic(topic), Sort.OPENED, true, null, 1)))
              .rows()
              .get(0);
      ConnectionDetail detail =
          there.await(there.node().control().connection(row.id())).detail().orElseThrow();
      assertThat(detail.row()).isEqualTo(row);
      assertThat(far.ended() || near.ended()).isFalse();
    }
  }

  @Test
  void nodes_tellOfThemselves() {
    List<NodeEntry> nodes = there.node().control().nodes();
    assertThat(nodes).hasSize(2).noneMatch(NodeEntry::silent);
    assertThat(nodes)
        .extracting(node -> node.info().orElseThrow().facts().address())
        .anyMatch(address -> address.endsWith(":" + here.port()))
        .anyMatch(address -> address.endsWith(":" + there.port()));
  }

  @Test
  void delayedUpdate_isDeliveredOnce_onBothNodes() {
    String topic = TOPIC + "/delayed";
    try (EventStream far = there.subscribe("match", topic);
        EventStream near = here.subscribe("match", topic)) {
      here.publish("topic", topic, "data", "later", "delay", "1");
      for (EventStream stream : List.of(far, near)) {
        assertThat(stream.next().getData()).isEqualTo("later");
      }
      // By when the slower of the two nodes would have published it.
      here.publish("topic", topic, "data", "much later", "delay", "1");
      for (EventStream stream : List.of(far, near)) {
        assertThat(stream.next().getData()).isEqualTo("much later");
      }
    }
  }
}
