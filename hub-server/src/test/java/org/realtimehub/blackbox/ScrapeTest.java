package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.realtimehub.connection.CloseReason;

/** What Prometheus reads of a hub that has worked. */
@Timeout(120)
@SuppressWarnings("try") // Streams that only have to be open.
class ScrapeTest {

  private static final String TOPIC = "https://example.com/books/1";
  private static final Pattern SAMPLE = Pattern.compile("([a-z0-9_]+)(?:\\{(.*)})? (\\S+)");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"([^\"]*)\"");

  /** What the buckets of histograms can be. */
  private static final Pattern BOUND = Pattern.compile("[0-9.]+(E-[0-9])?|\\+Inf");

  private record Sample(String name, Map<String, String> labels, double value) {

    static Sample of(String line) {
      Matcher sample = SAMPLE.matcher(line);
      assertThat(sample.matches()).as(line).isTrue();
      Map<String, String> labels = new LinkedHashMap<>();
      if (sample.group(2) != null) {
        Matcher label = LABEL.matcher(sample.group(2));
        while (label.find()) {
          labels.put(label.group(1), label.group(2));
        }
      }
      return new Sample(sample.group(1), labels, Double.parseDouble(sample.group(3)));
    }
  }

  private TestHub hub;

  @BeforeEach
  void start() {
    hub = TestHub.start();
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private String scrape() {
    HttpResponse<String> answer =
        hub.get(hub.admin("/metrics"), "Authorization", "Bearer " + TestHub.ADMIN.token());
    assertThat(answer.statusCode()).isEqualTo(200);
    return answer.body();
  }

  private List<Sample> samples() {
    return scrape().lines().filter(line -> !line.startsWith("#")).map(Sample::of).toList();
  }

  private double value(String name, String... labels) {
    Map<String, String> wanted = new TreeMap<>();
    for (int i = 0; i < labels.length; i += 2) {
      wanted.put(labels[i], labels[i + 1]);
    }
    return only(samples(), name, wanted);
  }

  private static double only(List<Sample> samples, String name, Map<String, String> labels) {
    return samples.stream()
        .filter(sample -> sample.name.equals(name) && sample.labels.equals(labels))
        .mapToDouble(Sample::value)
        .findAny()
        .orElseThrow(() -> new AssertionError("no " + name + labels));
  }

  /** Publishes, delivers, and lets a stream end in one way and another in another way. */
  private void work() {
    String token = TestTokens.named("alice-of-the-labels", "alices-token");
    try (EventStream one = hub.subscribeAs(token, "match", TOPIC)) {
      try (EventStream other = hub.subscribe("match", TOPIC)) {
        for (int i = 0; i < 3; i++) {
          hub.publish("topic", TOPIC, "data", "a" + i, "id", "urn:of-a-client:" + i);
          one.next();
          other.next();
        }
      }
      hub.await(hub.node().view().loops().get(0).state());
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> hub.connections() == 1);
      kickAll();
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> hub.connections() == 0);
    }
  }

  private void kickAll() {
    hub.send(
        HttpRequest.newBuilder(hub.admin("/api/v1/connections/close"))
            .header("Authorization", "Bearer " + TestHub.ADMIN.token())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{\"all\":true}"))
            .build());
  }

  @Test
  void latencies_areMeasuredOnTheWayOfUpdates() {
    work();
    // The hub publishes as well: who subscribes, and whether updates flow.
    awaitAsManyAs("hub_publishes_accepted_total", "hub_publish_latency_seconds_count");
    assertThat(value("hub_publish_latency_seconds_count")).isGreaterThanOrEqualTo(3);
    Awaitility.await()
        .atMost(TestHub.PATIENCE)
        .until(() -> value("hub_delivery_latency_seconds_count") >= 3);
    for (String latency : List.of("hub_publish_latency_seconds", "hub_delivery_latency_seconds")) {
      assertThat(value(latency + "_sum")).isBetween(0.0, 60.0).isPositive();
      List<Sample> once = samples();
      List<Double> buckets =
          once.stream()
              .filter(sample -> sample.name.equals(latency + "_bucket"))
              .map(Sample::value)
              .toList();
      assertThat(buckets.get(buckets.size() - 1))
          .isEqualTo(only(once, latency + "_count", Map.of()));
      assertThat(buckets).hasSizeGreaterThan(10).isSorted();
    }
    assertThat(value("hub_deliveries_total")).isEqualTo(6);
  }

  /** Times are gathered once a second. */
  private void awaitAsManyAs(String counted, String timed) {
    Awaitility.await().atMost(TestHub.PATIENCE).until(() -> value(counted) == value(timed));
  }

  @Test
  void closedConnections_areCountedByReason() {
    work();
    assertThat(value("hub_connections")).isZero();
    assertThat(value("hub_connections_opened_total")).isEqualTo(2);
    Map<String, Double> closed =
        samples().stream()
            .filter(sample -> sample.name.equals("hub_connections_closed_total"))
            .collect(Collectors.toMap(s -> s.labels.get("reason"), Sample::value));
    assertThat(closed.keySet())
        .isEqualTo(
            Arrays.stream(CloseReason.values())
                .map(CloseReason::label)
                .collect(Collectors.toSet()));
    assertThat(closed).containsEntry("client-closed", 1.0).containsEntry("kicked", 1.0);
    assertThat(closed.values().stream().mapToDouble(count -> count).sum()).isEqualTo(2);
  }

  /** Each label is one of a few, and so is each of its values, whatever clients do. */
  @Test
  void labels_haveValuesOfFixedLists() {
    scrape();
    Map<String, Set<String>> before = labels();
    work();
    Map<String, Set<String>> after = labels();
    assertThat(after.keySet()).isSubsetOf("reason", "le", "area", "id", "state");
    assertThat(after.remove("le")).allMatch(bound -> BOUND.matcher(bound).matches());
    before.remove("le");
    assertThat(after).isEqualTo(before);
    assertThat(after.get("area")).containsExactlyInAnyOrder("heap", "nonheap");
    assertThat(scrape()).doesNotContain("alice", "of-a-client", "example.com", "127.0.0.1");
  }

  private Map<String, Set<String>> labels() {
    Map<String, Set<String>> values = new TreeMap<>();
    samples()
        .forEach(
            sample ->
                sample.labels.forEach(
                    (label, value) ->
                        values.computeIfAbsent(label, l -> new TreeSet<>()).add(value)));
    return values;
  }

  /** By the conventions of Prometheus: totals end so, times are in seconds, and each has a help. */
  @Test
  void names_tellTypesAndUnits() {
    work();
    Map<String, String> types = new TreeMap<>();
    Set<String> helped = new TreeSet<>();
    scrape()
        .lines()
        .forEach(
            line -> {
              String[] words = line.split(" ", 4);
              if (line.startsWith("# TYPE hub_")) {
                types.put(words[2], words[3]);
              } else if (line.startsWith("# HELP hub_")) {
                helped.add(words[2]);
              }
            });
    assertThat(types).hasSizeGreaterThan(15);
    assertThat(helped).isEqualTo(types.keySet());
    types.forEach(
        (name, type) -> {
          assertThat(name.endsWith("_total")).as(name).isEqualTo(type.equals("counter"));
          assertThat(Stream.of("millis", "_ms", "nanos", "micros", "kb", "mb"))
              .noneMatch(name::contains);
          if (name.contains("latency")) {
            assertThat(name).endsWith("_seconds");
          }
        });
    assertThat(types)
        .containsEntry("hub_publish_latency_seconds", "histogram")
        .containsEntry("hub_pending_bytes", "gauge");
  }
}
