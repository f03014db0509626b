package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.launchdarkly.eventsource.MessageEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** draft-08 and draft-07, "Active Subscriptions": events and web API. */
class PresenceTest {

  private static final String SUBSCRIPTIONS = "/.well-known/mercure/subscriptions";

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

  /** Path of all subscriptions with a matcher. */
  private static String collection(String matchType, String match) {
    return SUBSCRIPTIONS + "/" + matchType + "/" + encoded(match);
  }

  private static String encoded(String match) {
    return TestHub.encode(match).replace("+", "%20").replace("*", "%2A");
  }

  /** A draft-08 token to read the given resources of the API. */
  private static String reader(String match, String matchType) {
    return TestTokens.draft08(
        hub, List.of("subscribe"), List.of(TestTokens.topic(match, matchType)));
  }

  private static String reader() {
    return reader("*", "exact");
  }

  private static HttpResponse<String> get(String token, String path, String... headers) {
    String[] all = new String[headers.length + 2];
    all[0] = "Authorization";
    all[1] = "Bearer " + token;
    System.arraycopy(headers, 0, all, 2, headers.length);
    return hub.get(hub.at(path), all);
  }

  private static JsonObject document(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return new JsonObject(response.body());
  }

  /** Follows the subscriptions with one exact matcher. */
  private static EventStream watch(String match) {
    return hub.subscribeAs(
        TestTokens.everything(), "match_urlpattern", collection("exact", match) + "/:subscriber");
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
                    .put("id", collection("exact", topic) + "/" + encoded(subscriber))
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
    String older = SUBSCRIPTIONS + "/" + encoded(selector) + "/{subscriber}";
    try (EventStream watcher = hub.subscribeAs(TestTokens.everything(), "topic", older);
        LineStream stream = LineStream.get(hub.url("topic", selector))) {
      String subscriber = "urn:uuid:" + stream.header("Hub-Connection-Id");
      MessageEvent event = watcher.next();
      assertThat(event.getEventName()).isEqualTo("message");
      assertThat(data(event))
          .isEqualTo(
              new JsonObject()
                  .put("@context", "https://mercure.rocks/")
                  .put("id", older.replace("{subscriber}", encoded(subscriber)))
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
                collection("exact", topic) + "/:subscriber",
                "match_urlpattern",
                collection("urlpattern", pattern) + "/:subscriber");
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
                collection("exact", exact) + "/:subscriber",
                "match_urlpattern",
                collection("urlpattern", pattern) + "/:subscriber",
                "match_urlpattern",
                collection("exact", other) + "/:subscriber");
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
  void collection_listsAllSubscriptions() {
    try (LineStream one = LineStream.get(hub.url("match", topic("list/1")));
        LineStream other = LineStream.get(hub.url("match_urlpattern", topic("list/:id")))) {
      HttpResponse<String> response = get(reader(), SUBSCRIPTIONS);
      assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
      JsonObject document = document(response);
      assertThat(document.getString("id")).isEqualTo(SUBSCRIPTIONS);
      assertThat(document.getString("type")).isEqualTo("subscriptions");
      assertThat(subscribers(document))
          .contains(
              "urn:uuid:" + one.header("Hub-Connection-Id"),
              "urn:uuid:" + other.header("Hub-Connection-Id"));
      document.remove("subscriptions");
      assertThat(document.fieldNames()).containsExactlyInAnyOrder("id", "type");
    }
  }

  private static List<String> subscribers(JsonObject document) {
    return document.getJsonArray("subscriptions").stream()
        .map(subscription -> ((JsonObject) subscription).getString("subscriber"))
        .toList();
  }

  @Test
  void collectionOfAMatcher_listsItsSubscriptionsOnly() {
    String match = topic("by-matcher/*");
    String path = collection("urlpattern", match);
    try (LineStream one = LineStream.get(hub.url("match_urlpattern", match));
        LineStream sameText = LineStream.get(hub.url("match", match));
        LineStream longer = LineStream.get(hub.url("match_urlpattern", match + "/x"))) {
      JsonObject document = document(get(reader(), path));
      assertThat(document.getString("id")).isEqualTo(path);
      assertThat(subscribers(document))
          .containsExactly("urn:uuid:" + one.header("Hub-Connection-Id"));
      assertThat(subscribers(document(get(reader(), collection("exact", match)))))
          .containsExactly("urn:uuid:" + sameText.header("Hub-Connection-Id"));
      assertThat(longer.header("Hub-Connection-Id")).isNotEmpty();
    }
    assertThat(subscribers(document(get(reader(), collection("exact", topic("nobody"))))))
        .isEmpty();
  }

  @Test
  void oneSubscription_isTheDocumentOfItsEvent() {
    String topic = topic("single");
    try (EventStream watcher = watch(topic)) {
      JsonObject event;
      try (EventStream stream = hub.subscribe("match", topic)) {
        event = data(watcher.next());
        assertThat(document(get(reader(), event.getString("id")))).isEqualTo(event);
        assertThat(stream.ended()).isFalse();
      }
      watcher.next();
      Refused.with(404, get(reader(), event.getString("id"))).as("not-found");
    }
  }

  @Test
  void tokensOfDraft07_getTheOlderForm() {
    String selector = topic("api-older/{id}");
    String path = SUBSCRIPTIONS + "/" + encoded(selector);
    hub.publish("topic", topic("unrelated"));
    try (LineStream stream = LineStream.get(hub.url("topic", selector))) {
      String subscriber = "urn:uuid:" + stream.header("Hub-Connection-Id");
      JsonObject subscription =
          new JsonObject()
              .put("id", path + "/" + encoded(subscriber))
              .put("type", "Subscription")
              .put("topic", selector)
              .put("subscriber", subscriber)
              .put("active", true);

      HttpResponse<String> response = get(TestTokens.everything(), path);
      assertThat(response.headers().firstValue("Content-Type")).contains("application/ld+json");
      JsonObject collection = document(response);
      assertThat(collection.getString("@context")).isEqualTo("https://mercure.rocks/");
      assertThat(collection.getString("id")).isEqualTo(path);
      assertThat(collection.getString("type")).isEqualTo("Subscriptions");
      assertThat(collection.getString("lastEventID")).startsWith("urn:uuid:");
      assertThat(collection.getJsonArray("subscriptions")).isEqualTo(JsonArray.of(subscription));

      JsonObject one = document(get(TestTokens.everything(), subscription.getString("id")));
      assertThat((String) one.remove("lastEventID")).startsWith("urn:uuid:");
      assertThat(one).isEqualTo(subscription.copy().put("@context", "https://mercure.rocks/"));

      JsonObject all = document(get(TestTokens.everything(), SUBSCRIPTIONS));
      assertThat(subscribers(all)).contains(subscriber);
    }
  }

  @Test
  void link_givesTheCursor_fromWhichToFollow() {
    String topic = topic("cursor");
    HttpResponse<String> response = get(reader(), collection("exact", topic));
    String link = response.headers().firstValue("Link").orElseThrow();
    assertThat(link)
        .startsWith("<" + hub.url() + ">; rel=\"mercure\"; last-event-id=\"")
        .endsWith("; type=\"mercure\"; content-type=\"application/json\"");
    String cursor = cursor(link);
    try (EventStream subscriber = hub.subscribe("match", topic)) {
      String[] follow = {
        "match_urlpattern", collection("exact", topic) + "/:s", "last_event_id", cursor
      };
      try (EventStream watcher = hub.subscribeAs(TestTokens.everything(), follow)) {
        assertThat(data(watcher.next()).getString("match")).isEqualTo(topic);
      }
      assertThat(subscriber.ended()).isFalse();
    }
  }

  private static String cursor(String link) {
    return Pattern.compile("last-event-id=\"([^\"]+)\"")
        .matcher(link)
        .results()
        .map((MatchResult result) -> result.group(1))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void cursor_isTheLastUpdatesId_unlessThatIsPrivateAndNotGranted() {
    String token = reader(SUBSCRIPTIONS, "exact");
    String open = settled(() -> hub.publish("topic", topic("open")), token);
    String secret = hub.publish("topic", topic("secret"), "private", "on");
    String cursor = cursor(get(token, SUBSCRIPTIONS).headers().firstValue("Link").orElseThrow());
    assertThat(cursor).isNotEqualTo(secret).isNotEqualTo(open).startsWith("#");
    String follow = hub.publish("topic", topic("open"));
    try (EventStream stream = hub.subscribe("match", topic("open"), "last_event_id", cursor)) {
      assertThat(stream.next().getLastEventId()).isEqualTo(follow);
    }
  }

  /** Publishes until the update is the last one: those of earlier tests may still be leaving. */
  private static String settled(Supplier<String> publish, String token) {
    String[] id = new String[1];
    Awaitility.await()
        .atMost(TestHub.PATIENCE)
        .until(
            () -> {
              hub.awaitNothingLeft();
              id[0] = publish.get();
              return get(token, SUBSCRIPTIONS)
                  .headers()
                  .firstValue("Link")
                  .orElseThrow()
                  .contains("last-event-id=\"" + id[0] + "\"");
            });
    return id[0];
  }

  @Test
  void cursor_isEarliest_beforeTheFirstUpdate() {
    try (TestHub fresh = TestHub.start()) {
      String token = TestTokens.everything();
      HttpResponse<String> response =
          fresh.get(fresh.at(SUBSCRIPTIONS), "Authorization", "Bearer " + token);
      assertThat(document(response).getString("lastEventID")).isEqualTo("earliest");
    }
  }

  @Test
  void etag_savesTheBody_untilSomethingChanges() {
    settled(() -> hub.publish("topic", topic("etag")), reader());
    HttpResponse<String> first = get(reader(), SUBSCRIPTIONS);
    String etag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(first.headers().firstValue("Cache-Control").orElse("")).contains("must-revalidate");
    assertThat(etag).startsWith("\"").endsWith("\"");
    HttpResponse<String> unchanged = get(reader(), SUBSCRIPTIONS, "If-None-Match", etag);
    assertThat(unchanged.statusCode()).isEqualTo(304);
    assertThat(unchanged.body()).isEmpty();
    assertThat(unchanged.headers().firstValue("ETag")).contains(etag);
    try (EventStream watcher = watch(topic("etag"));
        EventStream stream = hub.subscribe("match", topic("etag"))) {
      watcher.next();
      HttpResponse<String> changed = get(reader(), SUBSCRIPTIONS, "If-None-Match", etag);
      assertThat(changed.statusCode()).isEqualTo(200);
      assertThat(changed.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(etag);
      assertThat(stream.ended()).isFalse();
    }
  }

  @Test
  void etag_changes_alsoWhenAnIdIsUsedAgain() {
    String[] again = {"topic", topic("etag-reused"), "id", "urn:etag-reused"};
    settled(() -> hub.publish(again), reader());
    String etag = get(reader(), SUBSCRIPTIONS).headers().firstValue("ETag").orElseThrow();
    try (EventStream watcher = watch(topic("etag-reused"));
        EventStream stream = hub.subscribe("match", topic("etag-reused"))) {
      watcher.next();
      hub.publish(again);
      assertThat(stream.next().getLastEventId()).isEqualTo("urn:etag-reused");
      assertThat(get(reader(), SUBSCRIPTIONS, "If-None-Match", etag).statusCode()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"W/%s", "\"other\", W/\"another\", %s", "%s,\"other\"", "*"})
  void etag_isFound_weakened_amongOthers_andByStar(String header) {
    settled(() -> hub.publish("topic", topic("etags")), reader());
    String etag = get(reader(), SUBSCRIPTIONS).headers().firstValue("ETag").orElseThrow();
    String known = header.replace("%s", etag);
    assertThat(get(reader(), SUBSCRIPTIONS, "If-None-Match", known).statusCode()).isEqualTo(304);
    String other = "\"x" + etag.substring(1);
    assertThat(get(reader(), SUBSCRIPTIONS, "If-None-Match", other).statusCode()).isEqualTo(200);
  }

  @Test
  void etagAndCursor_areWellFormed_whateverTheId() {
    hub.awaitNothingLeft();
    hub.publish("topic", topic("quoted"), "id", "a \"b\\c");
    HttpResponse<String> response = get(reader(), SUBSCRIPTIONS);
    assertThat(response.headers().firstValue("ETag").orElseThrow()).matches("\"[!#-~]+\"");
    assertThat(response.headers().firstValue("Link").orElseThrow())
        .contains("; last-event-id=\"a \\\"b\\\\c\";");
  }

  @Test
  void api_withoutToken_isRefused() {
    Refused.with(401, hub.get(hub.at(SUBSCRIPTIONS))).as("token-required");
    Refused.with(401, get("bad", SUBSCRIPTIONS)).as("invalid-token");
  }

  @Test
  void api_withoutGrantOnItsPath_isRefused() {
    String token = reader(collection("exact", "a"), "exact");
    Refused.with(403, get(token, SUBSCRIPTIONS)).as("insufficient-scope");
    Refused.with(403, get(token, collection("exact", "b"))).as("insufficient-scope");
    Refused.with(403, get(TestTokens.draft07(List.of("*"), List.of("a")), SUBSCRIPTIONS))
        .as("insufficient-scope");
    assertThat(get(token, collection("exact", "a") + "?any=query").statusCode()).isEqualTo(200);
  }

  @Test
  void api_isGrantedByPatternsToo_absoluteOrRelative() {
    String relative = reader(SUBSCRIPTIONS + "/exact/*", "urlpattern");
    String absolute = reader(hub.at(SUBSCRIPTIONS) + "/exact/*", "urlpattern");
    for (String token : List.of(relative, absolute)) {
      assertThat(get(token, collection("exact", topic("x"))).statusCode()).isEqualTo(200);
      Refused.with(403, get(token, collection("urlpattern", topic("x"))));
    }
    String template = TestTokens.draft07(List.of(), List.of(SUBSCRIPTIONS + "/{topic}"));
    assertThat(get(template, SUBSCRIPTIONS + "/" + encoded(topic("x"))).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/exact",
        "/exact/a/urn%3Auuid%3A00000000-0000-4000-8000-000000000000",
        "/exact/a/b/c",
        "/a/b/c/d/e"
      })
  void whatIsNoResource_isNotFound(String path) {
    Refused.with(404, get(reader(), SUBSCRIPTIONS + path)).as("not-found");
  }

  @Test
  void switchedOff_thereIsNeitherApiNorEvent() {
    try (TestHub silent = TestHub.start("subscriptions.enabled=false")) {
      String token = TestTokens.everything();
      Refused.with(404, silent.get(silent.at(SUBSCRIPTIONS), "Authorization", "Bearer " + token))
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
