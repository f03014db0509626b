package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.control.ConnectionFilter;

/** What clients are told that ask for it: the topics of updates, and when they have caught up. */
@Tag("streams")
@Timeout(60)
class EnvelopeTest {

  private static final String SSE = "text/event-stream";
  private static final String NDJSON = "application/x-ndjson";

  private static TestHub hub;

  @BeforeAll
  static void start() {
    hub = TestHub.start("subscribe.history-page=300");
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private static String topic(String name) {
    return "https://example.com/envelope/" + name;
  }

  private static LineStream stream(String format, String... parameters) {
    return LineStream.get(
        hub.url(parameters),
        "Accept",
        format,
        "Authorization",
        "Bearer " + TestTokens.everything());
  }

  /** The next update or event of the hub, without what tells how SSE frames it. */
  private static JsonObject next(LineStream stream, String format) {
    String type = null;
    while (true) {
      String line = stream.nextLine();
      if (format.equals(NDJSON) && !line.isEmpty()) {
        return new JsonObject(line);
      }
      if (line.startsWith("event: ")) {
        type = line.substring(7);
      }
      if (line.startsWith("data: ")) {
        JsonObject data = new JsonObject(line.substring(6));
        return type == null ? data : new JsonObject().put("type", type).put("data", data);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {SSE, NDJSON})
  void updates_areToldWithTheirTopics_andTypesThatNobodyListensTo(String format) {
    String topic = topic("all");
    try (LineStream stream = stream(format, "match", topic, "envelope", "1", "hello", "1")) {
      JsonObject hello = next(stream, format);
      assertThat(hello.getString("type")).isEqualTo("hub-hello");
      assertThat(hello.getJsonObject("data").getBoolean("envelope")).isTrue();
      assertThat(hello.getJsonObject("data").getBoolean("live")).isTrue();
      hub.publish("topic", topic, "topic", topic("b"), "id", "urn:1", "data", "a\nb", "type", "t");
      assertThat(next(stream, format))
          .isEqualTo(
              new JsonObject()
                  .put("id", "urn:1")
                  .put("type", "t")
                  .put("topics", JsonArray.of(topic, topic("b")))
                  .put("data", "a\nb"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {SSE, NDJSON})
  void topicsOfPrivateUpdates_areThoseThatWereAskedFor(String format) {
    String topic = topic("private");
    try (LineStream one = stream(format, "match", topic, "envelope", "1");
        LineStream two = stream(format, "match", topic, "match", topic("b"), "envelope", "1")) {
      hub.publish("topic", topic, "topic", topic("b"), "topic", topic("c"), "private", "on");
      assertThat(next(one, format).getJsonArray("topics")).containsExactly(topic);
      assertThat(next(two, format).getJsonArray("topics")).containsExactly(topic, topic("b"));
      hub.publish("topic", topic, "private", "on");
      assertThat(next(one, format).getJsonArray("topics")).containsExactly(topic);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {SSE, NDJSON})
  void live_isTold_whenWhatWasMissedHasCome(String format) {
    String topic = topic("live/" + format.length());
    String first = hub.publish("topic", topic, "data", "0");
    for (int i = 1; i <= 600; i++) {
      hub.publish("topic", topic, "data", Integer.toString(i));
    }
    try (LineStream stream =
        stream(format, "match", topic, "hello", "1", "envelope", "1", "last_event_id", first)) {
      JsonObject hello = next(stream, format);
      assertThat(hello.getString("type")).isEqualTo("hub-hello");
      assertThat(hello.getJsonObject("data").getBoolean("live")).isFalse();
      for (int i = 1; i <= 600; i++) {
        assertThat(next(stream, format).getString("data")).isEqualTo(Integer.toString(i));
      }
      assertThat(next(stream, format).getString("type")).isEqualTo("hub-live");
      hub.publish("topic", topic, "data", "now");
      assertThat(next(stream, format).getString("data")).isEqualTo("now");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {SSE, NDJSON})
  void endByTheHub_isTold_andWhenToComeBack(String format) {
    String topic = topic("end/" + format.length());
    try (LineStream stream = stream(format, "match", topic, "hello", "1")) {
      assertThat(next(stream, format).getString("type")).isEqualTo("hub-hello");
      hub.node().view().connections().all().forEach(c -> c.close(CloseReason.DRAINED));
      JsonObject closing = next(stream, format);
      assertThat(closing.getString("type")).isEqualTo("hub-closing");
      assertThat(closing.getJsonObject("data").getString("reason")).isEqualTo("drained");
      assertThat(closing.getJsonObject("data").getLong("retry")).isBetween(500L, 10_500L);
    }
    try (LineStream stream = stream(format, "match", topic, "hello", "1")) {
      assertThat(next(stream, format).getString("type")).isEqualTo("hub-hello");
      hub.await(hub.node().control().kick(ConnectionFilter.ofTopic(topic)));
      assertThat(next(stream, format).getString("type")).isEqualTo("hub-kicked");
    }
  }

  @Test
  void greetingInJsonLines_namesTheBeginning() {
    String topic = topic("begin");
    hub.publish("topic", topic, "data", "0");
    try (LineStream stream = stream(NDJSON, "match", topic, "hello", "1")) {
      String begin = next(stream, NDJSON).getString("id");
      hub.publish("topic", topic, "data", "1");
      try (LineStream again = stream(NDJSON, "match", topic, "last_event_id", begin)) {
        assertThat(next(again, NDJSON).getString("data")).isEqualTo("1");
      }
    }
  }

  @Test
  void heartbeat_isAnEvent_forWhoAskedToBeGreeted() {
    try (TestHub quick = TestHub.start("subscribe.heartbeat=1s");
        LineStream stream =
            LineStream.get(quick.url("match", topic("beat"), "hello", "1"), "Accept", SSE)) {
      JsonObject hello = next(stream, SSE);
      assertThat(hello.getJsonObject("data").getBoolean("heartbeat_event")).isTrue();
      assertThat(next(stream, SSE).getString("type")).isEqualTo("hub-heartbeat");
    }
  }

  @Test
  void whoDoesNotAsk_isToldNothing() {
    String topic = topic("plain");
    try (LineStream stream = stream(NDJSON, "match", topic);
        LineStream older = stream(NDJSON, "topic", topic, "envelope", "1")) {
      hub.publish("topic", topic, "data", "x", "id", "urn:x");
      JsonObject plain = new JsonObject().put("id", "urn:x").put("data", "x");
      for (LineStream each : List.of(stream, older)) {
        assertThat(next(each, NDJSON)).isEqualTo(plain);
      }
    }
  }

  @Test
  void poll_hasTheTopics() {
    String topic = topic("poll");
    String before = hub.publish("topic", topic, "data", "0");
    hub.publish("topic", topic, "data", "1");
    JsonObject polled =
        new JsonObject(
            hub.get(
                    hub.url("match", topic, "envelope", "1", "last_event_id", before),
                    "Accept",
                    "application/json")
                .body());
    assertThat(polled.getJsonArray("updates").getJsonObject(0).getJsonArray("topics"))
        .containsExactly(topic);
  }
}
