package org.realtimehub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Small runs of everything, with real servers in real processes. */
final class BenchCommandTest {

  private static final List<String> SMALL =
      List.of("--subscribers", "10", "--warm-up", "0.1", "--duration", "0.3");

  @TempDir Path folder;

  @Test
  void everyScenario_measuresAHub_exactly() throws Exception {
    Path file = folder.resolve("runs.json");
    CommandRun run = bench("--no-baseline", "--json", file.toString());

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode json = new ObjectMapper().readTree(Files.readString(file));
    assertThat(json.path("exact").asBoolean()).isTrue();
    assertThat(json.path("problems")).isEmpty();
    assertThat(json.path("runs"))
        .allSatisfy(one -> assertThat(one.path("exact").asBoolean()).isTrue())
        .extracting(one -> one.path("scenario").asText())
        .containsExactly(
            "fan-out",
            "flood",
            "many-topics",
            "many-topics",
            "resume-storm",
            "resume-storm: live before",
            "resume-storm: live during",
            "idle",
            "idle: heartbeats",
            "churn",
            "publish: 1 connection",
            "publish: 64 connections");
    assertThat(run.out().lines().filter(line -> line.endsWith(" yes"))).hasSize(12);
    assertThat(run.out()).doesNotContain("bare Vert.x");
    assertThat(ProcessHandle.current().children()).isEmpty();
  }

  @Test
  void theBaseline_isWhatRatiosReferTo() throws Exception {
    CommandRun run = bench("flood", "--rounds", "1", "--json", "-");

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode runs = new ObjectMapper().readTree(run.out()).path("runs");
    assertThat(runs)
        .extracting(one -> one.path("server").asText())
        .containsExactly("hub", "bare Vert.x");
    assertThat(runs)
        .allSatisfy(
            one -> {
              assertThat(one.path("exact").asBoolean()).isTrue();
              assertThat(one.path("latency_ms").path("count").asLong()).isPositive();
            });
    assertThat(run.err()).contains("scenario", "bare Vert.x");
  }

  @Test
  void aClusterOfTwoNodes_isMeasuredBesideALoneNode_exactly() throws Exception {
    CommandRun run = bench("cluster", "--nodes", "2", "--json", "-");

    assertThat(run.code()).as(run.err()).isZero();
    JsonNode json = new ObjectMapper().readTree(run.out());
    assertThat(json.path("runs"))
        .allSatisfy(one -> assertThat(one.path("exact").asBoolean()).isTrue())
        .extracting(one -> one.path("scenario").asText() + ", " + one.path("server").asText())
        .containsExactly(
            "cluster: 1 publisher, memory, 1 node",
            "cluster: 1 publisher, hazelcast, 2 nodes",
            "cluster: 64 publishers, memory, 1 node",
            "cluster: 64 publishers, hazelcast, 2 nodes",
            "cluster: latency, memory, 1 node",
            "cluster: latency, hazelcast, 2 nodes",
            "cluster: fan-out, memory, 1 node",
            "cluster: fan-out, hazelcast, 2 nodes",
            "cluster: flood, memory, 1 node",
            "cluster: flood, hazelcast, 2 nodes");
    assertThat(json.path("runs").get(0).path("messages_per_publish").asDouble()).isZero();
    assertThat(json.path("runs").get(1).path("messages_per_publish").asDouble()).isPositive();
    assertThat(json.path("left_out")).hasSize(1);
    assertThat(run.err()).contains("messages/publish", "the redis log was not measured");
    assertThat(ProcessHandle.current().children()).isEmpty();
  }

  @Test
  void aServerThatDoesItsDuty_isExact() {
    try (FaultyServer server = new FaultyServer(FaultyServer.Fault.NONE)) {
      CommandRun run = bench("flood", "--url", server.url(), "--token", "any");

      assertThat(run.code()).as(run.err()).isZero();
      assertThat(run.out()).contains("yes").doesNotContain("NO", "bare");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "DROP, subscriber 0: lost update",
    "DELAY, subscriber 0: got 1 out of order",
    "REPEAT, subscriber 0: got 1 repeated",
    "END, subscriber 0: its stream ended early; lost update",
  })
  void aServerThatFailsOneSubscriber_isFoundOut(FaultyServer.Fault fault, String message) {
    try (FaultyServer server = new FaultyServer(fault)) {
      CommandRun run = bench("flood", "--url", server.url(), "--token", "any");

      assertThat(run.code()).isEqualTo(1);
      assertThat(run.err())
          .contains("hub bench: flood, hub, round 1: " + message)
          .doesNotContain("subscriber 1:");
      assertThat(run.out()).contains(" NO");
    }
  }

  @Test
  void aServerThatIsNotThere_isSaid() {
    String url;
    try (FaultyServer server = new FaultyServer(FaultyServer.Fault.NONE)) {
      url = server.url();
    }
    for (String scenario : List.of("fan-out", "churn", "publish")) {
      CommandRun run = bench(scenario, "--url", url);

      assertThat(run.code()).as(scenario).isEqualTo(1);
      assertThat(run.err()).contains("hub bench: " + scenario + ": ", "onnection refused");
    }
  }

  @Test
  void theList_namesEveryScenario() {
    assertThat(CommandRun.of("bench", "--list").out().lines())
        .hasSize(8)
        .allMatch(line -> line.matches("[a-z-]+ +\\S.+"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "fan-in",
        "--rounds 0",
        "--subscribers 0",
        "--payload-bytes 10",
        "--duration 0",
        "--rate -1",
        "--event-loops 0",
        "--url https://hub.example/x",
        "--url http://hub.example/x --set a=b",
        "--pid 1",
        "cluster --url http://hub.example/x",
        "cluster --nodes 1,8",
        "cluster --redis http://127.0.0.1:6379",
        "--json /no/such/folder/file"
      })
  void wrongUsage_endsWith2_andSaysWhatIsExpected(String arguments) {
    List<String> all = new ArrayList<>(List.of("bench"));
    all.addAll(List.of(arguments.split(" ")));
    CommandRun run = CommandRun.of(all.toArray(String[]::new));

    assertThat(run.code()).isEqualTo(2);
    assertThat(run.err()).startsWith("hub bench: ");
  }

  private static CommandRun bench(String... arguments) {
    List<String> all = new ArrayList<>(List.of("bench"));
    all.addAll(List.of(arguments));
    all.addAll(SMALL);
    return CommandRun.of(all.toArray(String[]::new));
  }
}
