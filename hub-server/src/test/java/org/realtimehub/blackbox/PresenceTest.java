package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.launchdarkly.eventsource.MessageEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** draft-08 and draft-07, "Subscription Events". */
@Tag("streams")
class PresenceTest {

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
    return "https://example.com/presence/" + name;
  }

  /** Follows the subscriptions with one exact matcher. */
  private static EventStream watch(String match) {
    return hub.subscribeAs(
        TestTokens.everything(),
        "match_urlpattern",
        SubscriptionPaths.of("exact", match) + "/:subscriber");
  }

  private static JsonObject data(MessageEvent event) {
    return new JsonObject(event.getData());
  }

  @Test
  void subscribingAndLeaving_arePublished() {
    String topic = topic("events?é=1");
    try (EventStream watcher = watch(topic)) {
      String subscriber;
      try (LineStream stream = LineStream.get(hub.url("match", topic))) {
        subscriber = "urn:uuid:" + stream.header("Hub-Connection-Id");
        MessageEvent event = watcher.next();
        assertThat(event.getEventName()).isEqualTo("mercure");
        assertThat(data(event))
            .isEqualTo(
                new JsonObject()
                    .put(
                        "id",
                        SubscriptionPaths.of("exact", topic)
                            + "/"
                            + SubscriptionPaths.encoded(subscriber))
                    .put("type", "subscription")
                    .put("match_type", "exact")
                    .put("match", topic)
                    .put("subscriber", subscriber)
                    .put("active", true));
      }
      JsonObject left = data(watcher.next());
      assertThat(left.getBoolean("active")).isFalse();
      assertThat(left.getString("subscriber")).isEqualTo(subscriber);
    }
  }

  @Test
  void subscribersOfDraft07_getTheOlderForm() {
    String selector = topic("older/{id}");
    String older =
        SubscriptionPaths.ALL + "/" + SubscriptionPaths.encoded(selector) + "/{subscriber}";
    try (EventStream watcher = hub.subscribeAs(TestTokens.everything(), "topic", older);
        LineStream stream = LineStream.get(hub.url("topic", selector))) {
      String subscriber = "urn:uuid:" + stream.header("Hub-Connection-Id");
      MessageEvent event = watcher.next();
      assertThat(event.getEventName()).isEqualTo("message");
      assertThat(data(event))
          .isEqualTo(
              new JsonObject()
                  .put("@context", "https://mercure.rocks/")
                  .put("id", older.replace("{subscriber}", SubscriptionPaths.encoded(subscriber)))
                  .put("type", "Subscription")
                  .put("topic", selector)
                  .put("subscriber", subscriber)
                  .put("active", true));
    }
  }

  @Test
  void everyMatcher_isASubscription_ofOneSubscriber() {
    String topic = topic("several");
    String pattern = topic("several/:id");
    try (EventStream watcher =
            hub.subscribeAs(
                TestTokens.everything(),
                "match_urlpattern",
                SubscriptionPaths.of("exact", topic) + "/:subscriber",
                "match_urlpattern",
                SubscriptionPaths.of("urlpattern", pattern) + "/:subscriber");
        LineStream stream =
            LineStream.get(
                hub.url("match", topic, "match_urlpattern", pattern, "match_exact", topic))) {
      JsonObject first = data(watcher.next());
      JsonObject second = data(watcher.next());
      assertThat(first.getString("match")).isEqualTo(topic);
      assertThat(second.getString("match")).isEqualTo(pattern);
      assertThat(second.getString("match_type")).isEqualTo("urlpattern");
      assertThat(second.getString("subscriber"))
          .isEqualTo(first.getString("subscriber"))
          .isEqualTo("urn:uuid:" + stream.header("Hub-Connection-Id"));
    }
  }

  @Test
  void events_arePrivate() {
    String topic = topic("hidden");
    try (EventStream nobody = hub.subscribe("match", "*");
        EventStream permitted = watch(topic);
        EventStream subscriber = hub.subscribe("match", topic)) {
      assertThat(data(permitted.next()).getString("match")).isEqualTo(topic);
      hub.publish("topic", topic, "data", "marker");
      assertThat(nobody.next().getData()).isEqualTo("marker");
      assertThat(subscriber.next().getData()).isEqualTo("marker");
    }
  }

  @Test
  void longPolls_areNotAnnounced() {
    String topic = topic("poll");
    hub.publish("topic", topic, "data", "there");
    try (EventStream watcher = watch(topic)) {
      hub.get(hub.url("match", topic, "last_event_id", "earliest"), "Accept", "application/json");
      try (LineStream stream = LineStream.get(hub.url("match", topic))) {
        assertThat(data(watcher.next()).getString("subscriber"))
            .endsWith(stream.header("Hub-Connection-Id"));
      }
    }
  }

  @Test
  void payload_isThatOfTheFirstDetailThatMatchesTheMatcher() {
    String exact = topic("payload/exact");
    String pattern = topic("payload/:id");
    String other = topic("payload-other");
    List<Map<String, Object>> details =
        List.of(
            detail(Map.of("match", exact), "first"),
            detail(Map.of("match", pattern, "match_type", "urlpattern"), "second"),
            detail(Map.of("match", "*"), "default"));
    String token = TestTokens.draft08(hub, details, Duration.ofHours(1));
    try (EventStream watcher =
            hub.subscribeAs(
                TestTokens.everything(),
                "match_urlpattern",
                SubscriptionPaths.of("exact", exact) + "/:subscriber",
                "match_urlpattern",
                SubscriptionPaths.of("urlpattern", pattern) + "/:subscriber",
                "match_urlpattern",
                SubscriptionPaths.of("exact", other) + "/:subscriber");
        EventStream stream =
            hub.subscribeAs(token, "match", exact, "match_urlpattern", pattern, "match", other)) {
      for (String expected : List.of("first", "second", "default")) {
        assertThat(data(watcher.next()).getJsonObject("payload"))
            .isEqualTo(new JsonObject().put("name", expected));
      }
      assertThat(stream.ended()).isFalse();
    }
  }

  private static Map<String, Object> detail(Map<String, Object> topic, String name) {
    return Map.of(
        "type",
        TestTokens.DETAIL,
        "actions",
        List.of("subscribe"),
        "topics",
        List.of(topic),
        "payload",
        Map.of("name", name));
  }

  @Test
  void payloadOfDraft07_isThatOfTheToken_whateverItIs() {
    String topic = topic("payload-older");
    Map<String, Object> claim = Map.of("subscribe", List.of(), "payload", List.of("a", 1));
    String token = TestTokens.draft07(claim, Duration.ofHours(1));
    try (EventStream watcher = watch(topic);
        EventStream stream = hub.subscribeAs(token, "topic", topic)) {
      assertThat(data(watcher.next()).getJsonArray("payload")).isEqualTo(JsonArray.of("a", 1));
      assertThat(stream.ended()).isFalse();
    }
  }

  @Test
  void switchedOff_thereIsNeitherApiNorEvent() {
    try (TestHub silent = TestHub.start("subscriptions.enabled=false")) {
      String token = TestTokens.everything();
      Refused.with(
              404, silent.get(silent.at(SubscriptionPaths.ALL), "Authorization", "Bearer " + token))
          .as("not-found");
      try (EventStream watcher = silent.subscribeAs(token, "match", "*");
          EventStream stream = silent.subscribe("match", "x")) {
        silent.publish("topic", "x", "data", "marker");
        assertThat(watcher.next().getData()).isEqualTo("marker");
        assertThat(stream.next().getData()).isEqualTo("marker");
      }
    }
  }
}
