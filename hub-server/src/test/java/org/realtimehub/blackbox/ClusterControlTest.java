package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.control.ConnectionFilter;
import org.realtimehub.control.ConnectionPage;
import org.realtimehub.control.ConnectionQuery;
import org.realtimehub.control.KickReport;
import org.realtimehub.control.NodeEntry;
import org.realtimehub.control.RestrictionOutcome;
import org.realtimehub.control.Sort;
import org.realtimehub.process.FreePorts;

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
  void nodes_tellOfThemselves() {
    List<NodeEntry> nodes = there.node().control().nodes();
    assertThat(nodes).hasSize(2).noneMatch(NodeEntry::silent);
    assertThat(nodes)
        .extracting(node -> node.info().orElseThrow().facts().address())
        .anyMatch(address -> address.endsWith(":" + here.port()))
        .anyMatch(address -> address.endsWith(":" + there.port()));
  }
}
