package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who gets private updates, live and on replay, and until when (draft-08, "Subscribers"). */
@Tag("streams")
class PrivateUpdateTest {

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
    return "https://example.com/private/" + name;
  }

  private static String reader(String match, String matchType) {
    return TestTokens.draft08(
        hub, List.of("subscribe"), List.of(TestTokens.topic(match, matchType)));
  }

  @Test
  void anonymousSubscribers_getPublicUpdatesOnly() {
    String topic = topic("anonymous");
    hub.publish("topic", topic, "data", "kept secret", "private", "on");
    try (EventStream stream = hub.subscribe("match", topic, "last_event_id", "earliest")) {
      hub.publish("topic", topic, "data", "live secret", "private", "on");
      hub.publish("topic", topic, "data", "public");
      assertThat(stream.next().getData()).isEqualTo("public");
    }
  }

  @Test
  void tokenWithoutGrants_givesPublicUpdatesOnly() {
    String topic = topic("powerless");
    String publisher =
        TestTokens.draft08(hub, List.of("publish"), List.of(TestTokens.topic("*", "exact")));
    String older = TestTokens.draft07(List.of("*"), List.of());
    try (EventStream one = hub.subscribeAs(publisher, "match", topic);
        EventStream other = hub.subscribeAs(older, "topic", topic)) {
      hub.publish("topic", topic, "data", "secret", "private", "on");
      hub.publish("topic", topic, "data", "public");
      assertThat(one.next().getData()).isEqualTo("public");
      assertThat(other.next().getData()).isEqualTo("public");
    }
  }

  @Test
  void grants_choose_andMatchersNeverWidenThem() {
    String token = reader(topic("books/1"), "exact");
    try (EventStream stream =
        hub.subscribeAs(token, "match_urlpattern", topic("books/:id"), "match", "*")) {
      hub.publish("topic", topic("books/2"), "data", "2", "private", "on");
      hub.publish("topic", topic("books/1"), "data", "1", "private", "on");
      assertThat(stream.next().getData()).isEqualTo("1");
    }
  }

  @Test
  void grants_doNotSelect() {
    try (EventStream stream = hub.subscribeAs(reader("*", "exact"), "match", topic("wanted"))) {
      hub.publish("topic", topic("granted"), "data", "not wanted", "private", "on");
      hub.publish("topic", topic("wanted"), "data", "wanted", "private", "on");
      assertThat(stream.next().getData()).isEqualTo("wanted");
    }
  }

  @Test
  void aGrantOnAnyTopicOfTheUpdate_isEnough() {
    String token = reader(topic("users/42/*"), "urlpattern");
    try (EventStream stream = hub.subscribeAs(token, "match_urlpattern", topic("magazines/:id"))) {
      hub.publish(
          "topic", topic("magazines/1"), "topic", topic("users/7/x"), "data", "7", "private", "");
      hub.publish(
          "topic", topic("magazines/1"), "topic", topic("users/42/x"), "data", "42", "private", "");
      assertThat(stream.next().getData()).isEqualTo("42");
    }
  }

  @Test
  void draft07_grantsByUriTemplate_alsoOnAnAlternateTopic() {
    String token = TestTokens.draft07(List.of(), List.of(topic("users/foo/{?topic}")));
    try (EventStream stream = hub.subscribeAs(token, "topic", topic("papers/{id}"))) {
      hub.publish("topic", topic("papers/1"), "data", "not granted", "private", "on");
      hub.publish(
          "topic",
          topic("papers/1"),
          "topic",
          topic("users/foo/?topic=" + TestHub.encode(topic("papers/1"))),
          "data",
          "granted",
          "private",
          "on");
      assertThat(stream.next().getData()).isEqualTo("granted");
    }
  }

  @Test
  void tokensAndMatchersOfDifferentProtocols_goTogether() {
    String topic = topic("mixed");
    String older = TestTokens.draft07(List.of(), List.of(topic));
    try (EventStream one = hub.subscribeAs(older, "match", topic);
        EventStream other = hub.subscribeAs(reader(topic, "exact"), "topic", topic)) {
      hub.publish("topic", topic, "data", "secret", "private", "on");
      assertThat(one.next().getData()).isEqualTo("secret");
      assertThat(other.next().getData()).isEqualTo("secret");
    }
  }

  @Test
  void replay_goesByTheTokenOfToday() {
    String first = hub.publish("topic", topic("replay/1"), "data", "before", "private", "on");
    hub.publish("topic", topic("replay/1"), "data", "1", "private", "on");
    hub.publish("topic", topic("replay/2"), "data", "2", "private", "on");
    hub.publish("topic", topic("replay/3"), "data", "3");
    String[] request = {"match_urlpattern", topic("replay/:id"), "last_event_id", first};
    try (EventStream wide = hub.subscribeAs(reader("*", "exact"), request);
        EventStream narrow = hub.subscribeAs(reader(topic("replay/1"), "exact"), request)) {
      assertThat(wide.nextData(3)).containsExactly("1", "2", "3");
      assertThat(narrow.nextData(2)).containsExactly("1", "3");
    }
  }

  @Test
  void connection_isClosed_whenItsTokenExpires() {
    Duration life = Duration.ofSeconds(2);
    String topic = topic("expiry");
    Map<String, Object> detail =
        Map.of(
            "type",
            TestTokens.DETAIL,
            "actions",
            List.of("subscribe", "publish"),
            "topics",
            List.of(Map.of("match", "*")));
    String newer = TestTokens.draft08(hub, List.of(detail), life);
    String older = TestTokens.draft07(List.of(), List.of("*"), life);
    Instant expires = Instant.now().plus(life);
    try (LineStream one = LineStream.get(hub.url("match", topic), bearer(newer));
        LineStream other = LineStream.get(hub.url("topic", topic), bearer(older));
        EventStream anonymous = hub.subscribe("match", topic)) {
      hub.publish("topic", topic, "data", "secret", "private", "on");
      assertThat(one.remainingLines()).contains("data: secret", ": closed, expired");
      assertThat(other.remainingLines()).contains("data: secret", ": closed, expired");
      assertThat(Instant.now()).isBefore(expires.plusSeconds(1));
      hub.publish("topic", topic, "data", "still there");
      assertThat(anonymous.next().getData()).isEqualTo("still there");
    }
    Awaitility.await()
        .atMost(TestHub.PATIENCE)
        .until(() -> hub.tryPublishAs(newer, "topic", topic).statusCode() == 401);
  }

  private static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }
}
