package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.launchdarkly.eventsource.MessageEvent;
import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The fields of a publish request that are this hub's own. */
class PublishExtensionsTest {

  private static TestHub hub;

  @BeforeAll
  static void start() {
    hub = TestHub.start();
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private static String topic(String name) {
    return "https://example.com/extensions/" + name;
  }

  /** The data of what a subscriber that comes now is sent, up to a marker. */
  private static List<String> replayed(String topic, int count) {
    hub.publish("topic", topic, "data", "marker");
    try (EventStream stream = hub.subscribe("match", topic, "last_event_id", "earliest")) {
      return stream.nextData(count + 1);
    }
  }

  @Test
  void ttl_zero_isDelivered_butNotKept() {
    String topic = topic("ttl-zero");
    try (EventStream stream = hub.subscribe("match", topic)) {
      hub.publish("topic", topic, "data", "now", "ttl", "0");
      assertThat(stream.next().getData()).isEqualTo("now");
    }
    assertThat(replayed(topic, 0)).containsExactly("marker");
  }

  @Test
  void ttl_isHowLongAnUpdateIsReplayed() {
    String topic = topic("ttl");
    hub.publish("topic", topic, "data", "short", "ttl", "2");
    hub.publish("topic", topic, "data", "long", "ttl", "3600");
    assertThat(replayed(topic, 2)).containsExactly("short", "long", "marker");
    Awaitility.await()
        .atMost(TestHub.PATIENCE)
        .until(
            () ->
                !hub.get(hub.at("/.well-known/mercure/history?" + TestHub.form("match", topic)))
                    .body()
                    .contains("short"));
    try (EventStream stream = hub.subscribe("match", topic, "last_event_id", "earliest")) {
      assertThat(stream.nextData(2)).containsExactly("long", "marker");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.5", "-1", "1h", "9999999999"})
  void ttl_thatIsNoNumberOfSeconds_isRefused(String ttl) {
    Refused.with(400, hub.tryPublish("topic", topic("ttl"), "ttl", ttl)).naming("\"ttl\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "false"})
  void ephemeral_isDelivered_butNotKept_whateverItsValue(String value) {
    String topic = topic("ephemeral/" + value);
    try (EventStream stream = hub.subscribe("match", topic)) {
      hub.publish("topic", topic, "data", "typing…", "ephemeral", value);
      assertThat(stream.next().getData()).isEqualTo("typing…");
    }
    assertThat(replayed(topic, 0)).containsExactly("marker");
  }

  @Test
  void ephemeral_isStillACursor() {
    String topic = topic("ephemeral-cursor");
    hub.publish("topic", topic, "data", "before");
    String id = hub.publish("topic", topic, "data", "gone", "ephemeral", "1");
    hub.publish("topic", topic, "data", "after");
    try (LineStream stream = LineStream.get(hub.url("match", topic, "last_event_id", id))) {
      assertThat(stream.header("Mercure-Last-Event-ID")).isEqualTo(id);
      stream.nextBlock();
      assertThat(stream.nextBlock()).contains("data: after");
    }
  }

  @Test
  void idempotencyKey_usedAgain_returnsTheFirstId_andDeliversNothing() {
    String topic = topic("idempotent");
    try (EventStream stream = hub.subscribe("match", topic)) {
      String first = hub.publish("topic", topic, "data", "1", "idempotency_key", "k1");
      String again = hub.publish("topic", topic, "data", "1", "idempotency_key", "k1");
      String withId =
          hub.publish("topic", topic, "data", "1", "idempotency_key", "k1", "id", "urn:other");
      String other = hub.publish("topic", topic, "data", "2", "idempotency_key", "k2");
      assertThat(again).isEqualTo(first);
      assertThat(withId).isEqualTo(first);
      assertThat(other).isNotEqualTo(first);
      assertThat(stream.nextData(2)).containsExactly("1", "2");
    }
    assertThat(replayed(topic, 2)).containsExactly("1", "2", "marker");
  }

  @Test
  void idempotencyKeys_belongToTheirPublisher() {
    String topic = topic("key-scope");
    try (EventStream stream = hub.subscribe("match", topic)) {
      for (String subject : List.of("alice", "bob", "alice")) {
        String data = "from " + subject;
        assertThat(
                hub.tryPublishAs(
                        publisher(subject), "topic", topic, "data", data, "idempotency_key", "same")
                    .statusCode())
            .isEqualTo(200);
      }
      hub.publish("topic", topic, "data", "marker");
      assertThat(stream.nextData(3)).containsExactly("from alice", "from bob", "marker");
    }
  }

  private static String publisher(String subject) {
    Map<String, Object> all = Map.of("match", "*");
    JWTClaimsSet claims =
        TestTokens.claims(hub, Duration.ofHours(1))
            .subject(subject)
            .claim(
                "authorization_details",
                List.of(
                    Map.of(
                        "type",
                        TestTokens.DETAIL,
                        "actions",
                        List.of("publish"),
                        "topics",
                        List.of(all))))
            .build();
    return TestTokens.sign("at+jwt", claims);
  }

  @Test
  void exclude_keepsAnUpdateFromOneConnection() {
    String topic = topic("exclude");
    try (LineStream author = LineStream.get(hub.url("match", topic));
        EventStream reader = hub.subscribe("match", topic)) {
      author.nextBlock();
      String connection = author.header("Hub-Connection-Id");
      hub.publish("topic", topic, "data", "mine", "exclude", connection);
      hub.publish("topic", topic, "data", "marker");
      assertThat(author.nextBlock()).contains("data: marker");
      assertThat(reader.nextData(2)).containsExactly("mine", "marker");
    }
  }

  @Test
  void exclude_ofNobodyConnected_excludesNobody() {
    String topic = topic("exclude-nobody");
    try (EventStream reader = hub.subscribe("match", topic)) {
      String nobody = "00000000-0000-4000-8000-000000000000";
      hub.publish("topic", topic, "data", "all", "exclude", nobody);
      assertThat(reader.next().getData()).isEqualTo("all");
    }
  }

  @Test
  void exclude_thatIsNoConnectionId_isRefused() {
    Refused.with(400, hub.tryPublish("topic", topic("exclude"), "exclude", "me"))
        .naming("\"exclude\"");
  }

  @Test
  void delay_isHowLongAnUpdateWaits_unseen() {
    String topic = topic("delay");
    try (EventStream stream = hub.subscribe("match", topic)) {
      long start = System.nanoTime();
      assertThat(hub.publish("topic", topic, "data", "later", "id", "urn:later", "delay", "1"))
          .isEqualTo("urn:later");
      hub.publish("topic", topic, "data", "now");
      assertThat(stream.next().getData()).isEqualTo("now");
      assertThat(replayed(topic, 1)).containsExactly("now", "marker");
      assertThat(stream.next().getData()).isEqualTo("marker");
      MessageEvent event = stream.next();
      assertThat(event.getData()).isEqualTo("later");
      assertThat(event.getLastEventId()).isEqualTo("urn:later");
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(990), Duration.ofSeconds(10));
    }
    assertThat(replayed(topic, 3)).containsExactly("now", "marker", "later", "marker");
  }

  @Test
  void delayedUpdate_isPlacedWhereItIsDelivered() {
    String topic = topic("delay-place");
    hub.publish("topic", topic, "data", "later", "id", "urn:placed", "delay", "1");
    hub.publish("topic", topic, "data", "now");
    try (EventStream stream = hub.subscribe("match", topic)) {
      assertThat(stream.next().getData()).isEqualTo("later");
    }
    hub.publish("topic", topic, "data", "last");
    try (EventStream stream = hub.subscribe("match", topic, "last_event_id", "urn:placed")) {
      assertThat(stream.next().getData()).isEqualTo("last");
    }
  }

  @Test
  void delayedPublish_isIdempotent_andItsTimeToLiveBeginsWithIt() {
    String topic = topic("delay-key");
    String[] fields = {
      "topic", topic, "data", "later", "delay", "1", "ttl", "60", "idempotency_key", "delayed"
    };
    try (EventStream stream = hub.subscribe("match", topic)) {
      String id = hub.publish(fields);
      assertThat(hub.publish(fields)).isEqualTo(id);
      assertThat(stream.next().getData()).isEqualTo("later");
    }
    assertThat(replayed(topic, 1)).containsExactly("later", "marker");
  }

  @ParameterizedTest
  @CsvSource({"x, digits", "2592001, 2592000 seconds", "-1, digits"})
  void delayThatIsNone_isRefused(String delay, String detail) {
    Refused.with(400, hub.tryPublish("topic", topic("delay"), "delay", delay))
        .as("invalid-request")
        .naming("delay")
        .naming(detail);
  }

  @Test
  void delayOfWhatIsNotKept_isRefused() {
    Refused.with(400, hub.tryPublish("topic", topic("x"), "delay", "1", "ephemeral", "on"))
        .as("invalid-request");
  }

  @Test
  void tooManyDelayed_areRefused() {
    try (TestHub small = TestHub.start("publish.max-delayed=2")) {
      String topic = topic("many");
      small.publish("topic", topic, "delay", "60");
      small.publish("topic", topic, "delay", "60");
      Awaitility.await()
          .atMost(TestHub.PATIENCE)
          .until(() -> small.tryPublish("topic", topic, "delay", "60").statusCode() == 429);
      small.publish("topic", topic);
    }
  }
}
