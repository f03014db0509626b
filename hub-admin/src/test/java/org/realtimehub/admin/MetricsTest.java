package org.realtimehub.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realtimehub.access.Dialect;
import org.realtimehub.access.Grants;
import org.realtimehub.access.Payloads;
import org.realtimehub.connection.Activity;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.LiveConnection;
import org.realtimehub.connection.LoopState;
import org.realtimehub.connection.Particulars;
import org.realtimehub.delivery.Interest;
import org.realtimehub.update.Updates;

final class MetricsTest {

  private record Open(String id) implements LiveConnection {

    @Override
    public Interest interest() {
      return new Interest(List.of(), Grants.none(), Dialect.DRAFT_08, id);
    }

    @Override
    public Payloads payloads() {
      return Payloads.none();
    }

    @Override
    public String address() {
      return "192.0.2.77";
    }

    @Override
    public Optional<String> subject() {
      return Optional.of("alice");
    }

    @Override
    public Optional<String> tokenId() {
      return Optional.empty();
    }

    @Override
    public Activity activity() {
      return new Activity(0, 0, 0);
    }

    @Override
    public Future<Particulars> particulars() {
      throw new UnsupportedOperationException("nobody asks here");
    }

    @Override
    public boolean announced() {
      return true;
    }

    @Override
    public long openedAt() {
      return 0;
    }

    @Override
    public void close(CloseReason reason) {}
  }

  private TestNode node;

  @BeforeEach
  void start() throws Exception {
    node = new TestNode(Duration.ofHours(1));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private List<String> samples() throws Exception {
    TestNode.Answer answer = node.get("/metrics");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.contentType()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    return answer.body().lines().filter(line -> !line.startsWith("#")).toList();
  }

  @Test
  void connections_areCountedByReason() throws Exception {
    for (int i = 0; i < 5; i++) {
      node.connections.opened(new Open("c" + i));
    }
    node.connections.closed(new Open("c0"), CloseReason.STALLED);
    node.connections.closed(new Open("c1"), CloseReason.STALLED);
    node.connections.closed(new Open("c2"), CloseReason.KICKED);
    node.connections.closed(new Open("c2"), CloseReason.KICKED);
    assertThat(samples())
        .contains(
            "hub_connections 2.0",
            "hub_connections_opened_total 5.0",
            "hub_connections_closed_total{reason=\"stalled\"} 2.0",
            "hub_connections_closed_total{reason=\"kicked\"} 1.0",
            "hub_connections_closed_total{reason=\"client-closed\"} 0.0");
  }

  @Test
  void everyReasonToClose_hasASampleFromTheStart() throws Exception {
    List<String> samples = samples();
    for (CloseReason reason : CloseReason.values()) {
      assertThat(samples)
          .contains("hub_connections_closed_total{reason=\"" + reason.label() + "\"} 0.0");
    }
  }

  @Test
  void loops_areSummedWhenAsked() throws Exception {
    node.loops.get(0).state = new LoopState(1, 20, 3, 4, 5, 6, 700);
    node.loops.get(1).state = new LoopState(1, 1, 1, 1, 1, 1, 1);
    assertThat(samples())
        .contains(
            "hub_consumers 21.0",
            "hub_cursors_behind 5.0",
            "hub_timeouts 7.0",
            "hub_delayed 3.0",
            "hub_pending_bytes 701.0");
    node.loops.get(0).state = LoopState.EMPTY;
    assertThat(samples()).contains("hub_consumers 1.0", "hub_pending_bytes 1.0");
  }

  @Test
  void loopThatHangs_hidesWhatItHolds_andNothingElse() throws Exception {
    node.loops.get(1).stuck = true;
    assertThat(samples())
        .contains("hub_consumers NaN", "hub_connections 0.0", "hub_cluster_nodes 2.0");
    node.loops.get(1).stuck = false;
    assertThat(samples()).contains("hub_consumers 0.0");
  }

  @Test
  void waitingNewcomersAndPublishes_areThere() throws Exception {
    node.admission.ask("a", null, () -> {});
    node.admission.ask("b", null, () -> {});
    assertThat(samples())
        .contains(
            "hub_connections_waiting 1.0",
            "hub_publishes_accepted_total 0.0",
            "hub_publishes_unavailable_total 0.0",
            "hub_appends_total 0.0",
            "hub_batches_sent_total 0.0",
            "hub_batches_received_total 0.0",
            "hub_feed_repairs_total 0.0",
            "hub_feed_restarts_total 0.0")
        .anyMatch(sample -> sample.startsWith("jvm_memory_used_bytes"));
  }

  @Test
  void publishes_areCountedOnTheirWay_andSoIsWhatTheBusDidNotBring() throws Exception {
    publish("a");
    awaitSamples("hub_batches_received_total 1.0");
    assertThat(samples())
        .contains(
            "hub_publishes_accepted_total 1.0",
            "hub_batches_sent_total 1.0",
            "hub_feed_repairs_total 0.0");
    node.log.appendNow(Updates.of("b"));
    publish("c");
    awaitSamples("hub_batches_received_total 2.0", "hub_feed_repairs_total 1.0");
    node.log.beginNewLife();
    publish("d");
    awaitSamples("hub_batches_sent_total 3.0", "hub_feed_restarts_total 1.0");
  }

  private void publish(String id) throws Exception {
    node.publisher.publish(Updates.of(id)).await(20, TimeUnit.SECONDS);
  }

  private void awaitSamples(String... expected) {
    await().untilAsserted(() -> assertThat(samples()).contains(expected));
  }

  @Test
  void latencies_areHistograms_inSeconds() throws Exception {
    node.publisher.counts().latency().took(TimeUnit.MILLISECONDS.toNanos(3));
    node.publisher.counts().latency().took(TimeUnit.SECONDS.toNanos(20));
    node.publisher.counts().latency().tick();
    assertThat(samples())
        .contains(
            "hub_publish_latency_seconds_bucket{le=\"0.0025\"} 0",
            "hub_publish_latency_seconds_bucket{le=\"0.005\"} 1",
            "hub_publish_latency_seconds_bucket{le=\"10.0\"} 1",
            "hub_publish_latency_seconds_bucket{le=\"+Inf\"} 2",
            "hub_publish_latency_seconds_count 2",
            "hub_publish_latency_seconds_sum 20.003",
            "hub_delivery_latency_seconds_count 0");
  }

  @Test
  void theCluster_isAsLargeAsItIsSeen() throws Exception {
    assertThat(samples()).contains("hub_cluster_nodes 2.0");
    node.together = Set.of("one", "other", "third");
    assertThat(samples()).contains("hub_cluster_nodes 3.0");
  }

  @Test
  void nothingThatAClientChooses_isALabel() throws Exception {
    node.connections.opened(new Open("c0"));
    assertThat(node.get("/metrics").body()).doesNotContain("192.0.2.77", "alice", "c0");
  }

  @Test
  void onlyReading_isPossible() throws Exception {
    assertThat(node.request("POST", "/metrics").status()).isEqualTo(405);
    assertThat(node.get("/nothing").status()).isEqualTo(404);
  }
}
