package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** JSON lines and long polls: the hub's URL for clients without an event source. */
class FallbackTest {

  private static final String NDJSON = "application/x-ndjson";
  private static final String JSON = "application/json";

  /** A hub whose polls wait as long as any test, and one whose polls soon give up. */
  private static TestHub patient;

  private static TestHub hurried;

  @BeforeAll
  static void start() {
    patient = TestHub.start("subscribe.long-poll-timeout=1m", "subscribe.heartbeat=1s");
    hurried = TestHub.start("subscribe.long-poll-timeout=200ms", "subscribe.history-page=3");
  }

  @AfterAll
  static void stop() {
    patient.close();
    hurried.close();
  }

  private static String topic(String name) {
    return "https://example.com/fallback/" + name;
  }

  private static LineStream lines(String... parameters) {
    LineStream stream = LineStream.get(patient.url(parameters), "Accept", NDJSON);
    assertThat(stream.header("Content-Type")).isEqualTo(NDJSON);
    return stream;
  }

  private static JsonObject nextObject(LineStream stream) {
    String line = stream.nextLine();
    while (line.isEmpty()) {
      line = stream.nextLine();
    }
    return new JsonObject(line);
  }

  private static HttpResponse<String> tryPoll(TestHub hub, String... parameters) {
    return hub.get(hub.url(parameters), "Accept", JSON);
  }

  private static JsonObject poll(TestHub hub, String... parameters) {
    HttpResponse<String> response = tryPoll(hub, parameters);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return new JsonObject(response.body());
  }

  private static List<String> data(JsonObject polled) {
    return polled.getJsonArray("updates").stream()
        .map(update -> ((JsonObject) update).getString("data"))
        .toList();
  }

  private static List<String> numbers(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*                                             | text/event-stream",
        "text/*                                          | text/event-stream",
        "application/x-ndjson                            | application/x-ndjson",
        "application/x-ndjson;q=0.5, text/event-stream   | text/event-stream",
        "text/event-stream;q=0.1, application/x-ndjson   | application/x-ndjson",
        "*/*;q=0.1, application/x-ndjson                 | application/x-ndjson",
        "text/html, Application/X-NDJSON; charset=utf-8  | application/x-ndjson"
      })
  void accept_choosesTheForm(String accept, String form) {
    try (LineStream stream =
        LineStream.get(patient.url("match", topic("form")), "Accept", accept)) {
      assertThat(stream.header("Content-Type")).isEqualTo(form);
      assertThat(stream.header("Vary")).containsIgnoringCase("accept");
    }
  }

  @Test
  void lines_areOneObjectPerUpdate() {
    try (LineStream stream = lines("match", topic("lines"))) {
      patient.publish(
          "topic", topic("lines"), "id", "urn:1", "type", "t", "retry", "5", "data", "a\nb\r\n\"é");
      patient.publish("topic", topic("lines"), "id", "urn:2");
      assertThat(nextObject(stream))
          .isEqualTo(
              new JsonObject()
                  .put("id", "urn:1")
                  .put("type", "t")
                  .put("retry", "5")
                  .put("data", "a\nb\r\n\"é"));
      assertThat(nextObject(stream)).isEqualTo(new JsonObject().put("id", "urn:2").put("data", ""));
    }
  }

  @Test
  void lines_beginAtOnce_andGoOnWhenNothingHappens_withEmptyOnes() {
    try (LineStream stream = lines("match", topic("idle"))) {
      assertThat(stream.nextLine()).isEmpty();
      assertThat(stream.nextLine()).isEmpty();
    }
  }

  @Test
  void lines_resume_andTellOfGaps_likeAnEventStream() {
    String topic = topic("resume");
    String id = patient.publish("topic", topic, "data", "1");
    patient.publish("topic", topic, "data", "2");
    try (LineStream stream = lines("match", topic, "last_event_id", id)) {
      assertThat(stream.header("Mercure-Last-Event-ID")).isEqualTo(id);
      assertThat(nextObject(stream).getString("data")).isEqualTo("2");
    }
    try (LineStream stream = lines("topic", topic, "lastEventID", "urn:lost", "hello", "1")) {
      JsonObject hello = nextObject(stream);
      assertThat(hello.getString("type")).isEqualTo("hub-hello");
      assertThat(hello.getJsonObject("data").getString("connection"))
          .isEqualTo(stream.header("Hub-Connection-Id"));
      JsonObject gap = nextObject(stream);
      assertThat(gap.getString("type")).isEqualTo("hub-gap");
      assertThat(gap.getJsonObject("data").getString("continues_from")).isEqualTo("earliest");
      assertThat(nextObject(stream).getString("data")).isEqualTo("1");
    }
  }

  @Test
  void poll_waitsForTheNextUpdate() {
    patient.awaitNothingLeft();
    String topic = topic("waits");
    CompletableFuture<HttpResponse<String>> answer =
        CompletableFuture.supplyAsync(() -> tryPoll(patient, "match", topic));
    Awaitility.await().atMost(TestHub.PATIENCE).until(() -> patient.connections() == 1);
    patient.publish("topic", topic("other"), "data", "other");
    String id = patient.publish("topic", topic, "data", "hello", "type", "t");
    HttpResponse<String> response = answer.join();
    assertThat(response.headers().firstValue("Content-Type")).contains(JSON);
    assertThat(response.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
    JsonObject polled = new JsonObject(response.body());
    assertThat(polled.getJsonArray("updates").getJsonObject(0))
        .isEqualTo(new JsonObject().put("id", id).put("type", "t").put("data", "hello"));
    assertThat(response.headers().firstValue("Hub-Connection-Id"))
        .contains(polled.getString("connection"));
  }

  @Test
  void poll_givesUp_withAnEmptyListAndTheIdToAskFromNext() {
    String topic = topic("empty");
    JsonObject nothing = poll(hurried, "match", topic);
    assertThat(nothing.getJsonArray("updates")).isEmpty();
    hurried.publish("topic", topic, "data", "between");
    JsonObject next =
        poll(hurried, "match", topic, "last_event_id", nothing.getString("last_event_id"));
    assertThat(data(next)).containsExactly("between");
    assertThat(next.containsKey("gap")).isFalse();
    JsonObject last =
        poll(hurried, "match", topic, "last_event_id", next.getString("last_event_id"));
    assertThat(data(last)).isEmpty();
  }

  @Test
  void poll_answersAtOnce_withWhatIsThere() {
    String topic = topic("there");
    String id = patient.publish("topic", topic, "data", "1");
    patient.publish("topic", topic, "data", "2");
    assertThat(data(poll(patient, "match", topic, "last_event_id", "earliest")))
        .containsExactly("1", "2");
    assertThat(data(poll(patient, "topic", topic, "lastEventID", id))).containsExactly("2");
    HttpResponse<String> byHeader =
        patient.get(patient.url("match", topic), "Accept", JSON, "Last-Event-ID", id);
    assertThat(data(new JsonObject(byHeader.body()))).containsExactly("2");
    assertThat(byHeader.headers().firstValue("Mercure-Last-Event-ID")).contains(id);
  }

  @Test
  void poll_afterPoll_losesAndRepeatsNothing_whileUpdatesKeepComing() {
    String topic = topic("no-loss");
    String next = poll(hurried, "match", topic).getString("last_event_id");
    int count = 200;
    CompletableFuture<Void> publishing =
        CompletableFuture.runAsync(
            () -> numbers(count).forEach(n -> hurried.publish("topic", topic, "data", n)));
    List<String> received = new ArrayList<>();
    while (received.size() < count) {
      JsonObject polled = poll(hurried, "match", topic, "last_event_id", next);
      assertThat(polled.getJsonArray("updates").size()).isLessThanOrEqualTo(3);
      received.addAll(data(polled));
      next = polled.getString("last_event_id");
      assertThat(publishing.isCompletedExceptionally()).isFalse();
    }
    assertThat(received).isEqualTo(numbers(count));
  }

  @Test
  void poll_getsPastReusedIds() {
    String topic = topic("reused");
    numbers(8).forEach(n -> hurried.publish("topic", topic, "id", "urn:same", "data", n));
    String next = "earliest";
    List<String> received = new ArrayList<>();
    while (received.size() < 8) {
      JsonObject polled = poll(hurried, "match", topic, "last_event_id", next);
      assertThat(polled.getJsonArray("updates")).isNotEmpty();
      received.addAll(data(polled));
      next = polled.getString("last_event_id");
    }
    assertThat(received).isEqualTo(numbers(8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"urn:lost", "#lost"})
  void poll_tellsOfAGap(String lost) {
    String topic = topic("gap/" + lost);
    hurried.publish("topic", topic, "data", "1");
    JsonObject polled = poll(hurried, "match", topic, "last_event_id", lost);
    assertThat(polled.getJsonObject("gap").getString("continues_from")).isEqualTo("earliest");
    assertThat(data(polled)).containsExactly("1");
  }

  @Test
  void poll_getsPrivateUpdates_onlyWithAGrant() {
    String topic = topic("private");
    String next = poll(hurried, "match", topic).getString("last_event_id");
    hurried.publish("topic", topic, "data", "secret", "private", "on");
    hurried.publish("topic", topic, "data", "public");
    String[] request = {"match", topic, "last_event_id", next};
    assertThat(data(poll(hurried, request))).containsExactly("public");
    HttpResponse<String> permitted =
        hurried.get(
            hurried.url(request),
            "Accept",
            JSON,
            "Authorization",
            "Bearer " + TestTokens.everything());
    assertThat(data(new JsonObject(permitted.body()))).containsExactly("secret", "public");
  }

  @Test
  void poll_canBecomeAStream() {
    String topic = topic("becomes-stream");
    String next = poll(hurried, "match", topic).getString("last_event_id");
    hurried.publish("topic", topic, "data", "between");
    try (EventStream stream = hurried.subscribe("match", topic, "last_event_id", next)) {
      assertThat(stream.next().getData()).isEqualTo("between");
    }
  }

  @Test
  void poll_isRefused_likeASubscription() {
    Refused.with(400, tryPoll(hurried)).as("invalid-request").naming("no topic matcher");
    Refused.with(401, tryPoll(hurried, "match", "x", "authorization", "bad")).as("invalid-token");
  }
}
