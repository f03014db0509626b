package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.launchdarkly.eventsource.MessageEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** draft-08 and draft-07, "Subscription API". */
class SubscriptionApiTest {

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
    return "https://example.com/subscription-api/" + name;
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
        TestTokens.everything(),
        "match_urlpattern",
        SubscriptionPaths.of("exact", match) + "/:subscriber");
  }

  private static JsonObject data(MessageEvent event) {
    return new JsonObject(event.getData());
  }

  @Test
  void collection_listsAllSubscriptions() {
    try (LineStream one = LineStream.get(hub.url("match", topic("list/1")));
        LineStream other = LineStream.get(hub.url("match_urlpattern", topic("list/:id")))) {
      HttpResponse<String> response = get(reader(), SubscriptionPaths.ALL);
      assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
      JsonObject document = document(response);
      assertThat(document.getString("id")).isEqualTo(SubscriptionPaths.ALL);
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
    String path = SubscriptionPaths.of("urlpattern", match);
    try (LineStream one = LineStream.get(hub.url("match_urlpattern", match));
        LineStream sameText = LineStream.get(hub.url("match", match));
        LineStream longer = LineStream.get(hub.url("match_urlpattern", match + "/x"))) {
      JsonObject document = document(get(reader(), path));
      assertThat(document.getString("id")).isEqualTo(path);
      assertThat(subscribers(document))
          .containsExactly("urn:uuid:" + one.header("Hub-Connection-Id"));
      assertThat(subscribers(document(get(reader(), SubscriptionPaths.of("exact", match)))))
          .containsExactly("urn:uuid:" + sameText.header("Hub-Connection-Id"));
      assertThat(longer.header("Hub-Connection-Id")).isNotEmpty();
    }
    assertThat(subscribers(document(get(reader(), SubscriptionPaths.of("exact", topic("nobody"))))))
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
    String path = SubscriptionPaths.ALL + "/" + SubscriptionPaths.encoded(selector);
    hub.publish("topic", topic("unrelated"));
    try (LineStream stream = LineStream.get(hub.url("topic", selector))) {
      String subscriber = "urn:uuid:" + stream.header("Hub-Connection-Id");
      JsonObject subscription =
          new JsonObject()
              .put("id", path + "/" + SubscriptionPaths.encoded(subscriber))
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

      JsonObject all = document(get(TestTokens.everything(), SubscriptionPaths.ALL));
      assertThat(subscribers(all)).contains(subscriber);
    }
  }

  @Test
  void link_givesTheCursor_fromWhichToFollow() {
    String topic = topic("cursor");
    HttpResponse<String> response = get(reader(), SubscriptionPaths.of("exact", topic));
    String link = response.headers().firstValue("Link").orElseThrow();
    assertThat(link)
        .startsWith("<" + hub.url() + ">; rel=\"mercure\"; last-event-id=\"")
        .endsWith("; type=\"mercure\"; content-type=\"application/json\"");
    String cursor = cursor(link);
    try (EventStream subscriber = hub.subscribe("match", topic)) {
      String[] follow = {
        "match_urlpattern", SubscriptionPaths.of("exact", topic) + "/:s", "last_event_id", cursor
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
    String token = reader(SubscriptionPaths.ALL, "exact");
    String open = settled(() -> hub.publish("topic", topic("open")), token);
    String secret = hub.publish("topic", topic("secret"), "private", "on");
    String cursor =
        cursor(get(token, SubscriptionPaths.ALL).headers().firstValue("Link").orElseThrow());
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
              return get(token, SubscriptionPaths.ALL)
                  .headers()
                  .firstValue("Link")
                  .orElseThrow()
                  .contains("last-event-id=\"" + id[0] + "\"");
            });
    return id[0];
  }

  @Test
  void canaries_moveNeitherCursorNorTag() {
    try (TestHub fresh = TestHub.start("admin.canary-every=20ms")) {
      String token = TestTokens.everything();
      fresh.publish("topic", topic("canaries"), "data", "1", "id", "urn:first");
      List<String> tags = new ArrayList<>();
      for (int canaries = 1; canaries <= 3; canaries++) {
        awaitCanary(fresh);
        HttpResponse<String> response =
            fresh.get(fresh.at(SubscriptionPaths.ALL), "Authorization", "Bearer " + token);
        assertThat(document(response).getString("lastEventID")).isEqualTo("urn:first");
        tags.add(response.headers().firstValue("ETag").orElseThrow());
      }
      assertThat(tags).containsOnly(tags.get(0));
    }
  }

  private static void awaitCanary(TestHub hub) {
    long head = hub.await(hub.node().view().log().bounds()).head();
    Awaitility.await()
        .atMost(TestHub.PATIENCE)
        .until(() -> hub.await(hub.node().view().log().bounds()).head() > head);
  }

  @Test
  void cursor_isEarliest_beforeTheFirstUpdate() {
    try (TestHub fresh = TestHub.start()) {
      String token = TestTokens.everything();
      HttpResponse<String> response =
          fresh.get(fresh.at(SubscriptionPaths.ALL), "Authorization", "Bearer " + token);
      assertThat(document(response).getString("lastEventID")).isEqualTo("earliest");
    }
  }

  @Test
  void etag_savesTheBody_untilSomethingChanges() {
    settled(() -> hub.publish("topic", topic("etag")), reader());
    HttpResponse<String> first = get(reader(), SubscriptionPaths.ALL);
    String etag = first.headers().firstValue("ETag").orElseThrow();
    assertThat(first.headers().firstValue("Cache-Control").orElse("")).contains("must-revalidate");
    assertThat(etag).startsWith("\"").endsWith("\"");
    HttpResponse<String> unchanged = get(reader(), SubscriptionPaths.ALL, "If-None-Match", etag);
    assertThat(unchanged.statusCode()).isEqualTo(304);
    assertThat(unchanged.body()).isEmpty();
    assertThat(unchanged.headers().firstValue("ETag")).contains(etag);
    try (EventStream watcher = watch(topic("etag"));
        EventStream stream = hub.subscribe("match", topic("etag"))) {
      watcher.next();
      HttpResponse<String> changed = get(reader(), SubscriptionPaths.ALL, "If-None-Match", etag);
      assertThat(changed.statusCode()).isEqualTo(200);
      assertThat(changed.headers().firstValue("ETag").orElseThrow()).isNotEqualTo(etag);
      assertThat(stream.ended()).isFalse();
    }
  }

  @Test
  void etag_changes_alsoWhenAnIdIsUsedAgain() {
    String[] again = {"topic", topic("etag-reused"), "id", "urn:etag-reused"};
    settled(() -> hub.publish(again), reader());
    String etag = get(reader(), SubscriptionPaths.ALL).headers().firstValue("ETag").orElseThrow();
    try (EventStream watcher = watch(topic("etag-reused"));
        EventStream stream = hub.subscribe("match", topic("etag-reused"))) {
      watcher.next();
      hub.publish(again);
      assertThat(stream.next().getLastEventId()).isEqualTo("urn:etag-reused");
      assertThat(get(reader(), SubscriptionPaths.ALL, "If-None-Match", etag).statusCode())
          .isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"W/%s", "\"other\", W/\"another\", %s", "%s,\"other\"", "*"})
  void etag_isFound_weakened_amongOthers_andByStar(String header) {
    settled(() -> hub.publish("topic", topic("etags")), reader());
    String etag = get(reader(), SubscriptionPaths.ALL).headers().firstValue("ETag").orElseThrow();
    String known = header.replace("%s", etag);
    assertThat(get(reader(), SubscriptionPaths.ALL, "If-None-Match", known).statusCode())
        .isEqualTo(304);
    String other = "\"x" + etag.substring(1);
    assertThat(get(reader(), SubscriptionPaths.ALL, "If-None-Match", other).statusCode())
        .isEqualTo(200);
  }

  @Test
  void etagAndCursor_areWellFormed_whateverTheId() {
    hub.awaitNothingLeft();
    hub.publish("topic", topic("quoted"), "id", "a \"b\\c");
    HttpResponse<String> response = get(reader(), SubscriptionPaths.ALL);
    assertThat(response.headers().firstValue("ETag").orElseThrow()).matches("\"[!#-~]+\"");
    assertThat(response.headers().firstValue("Link").orElseThrow())
        .contains("; last-event-id=\"a \\\"b\\\\c\";");
  }

  @Test
  void api_withoutToken_isRefused() {
    Refused.with(401, hub.get(hub.at(SubscriptionPaths.ALL))).as("token-required");
    Refused.with(401, get("bad", SubscriptionPaths.ALL)).as("invalid-token");
  }

  @Test
  void api_withoutGrantOnItsPath_isRefused() {
    String token = reader(SubscriptionPaths.of("exact", "a"), "exact");
    Refused.with(403, get(token, SubscriptionPaths.ALL)).as("insufficient-scope");
    Refused.with(403, get(token, SubscriptionPaths.of("exact", "b"))).as("insufficient-scope");
    Refused.with(403, get(TestTokens.draft07(List.of("*"), List.of("a")), SubscriptionPaths.ALL))
        .as("insufficient-scope");
    assertThat(get(token, SubscriptionPaths.of("exact", "a") + "?any=query").statusCode())
        .isEqualTo(200);
  }

  @Test
  void api_isGrantedByPatternsToo_absoluteOrRelative() {
    String relative = reader(SubscriptionPaths.ALL + "/exact/*", "urlpattern");
    String absolute = reader(hub.at(SubscriptionPaths.ALL) + "/exact/*", "urlpattern");
    for (String token : List.of(relative, absolute)) {
      assertThat(get(token, SubscriptionPaths.of("exact", topic("x"))).statusCode()).isEqualTo(200);
      Refused.with(403, get(token, SubscriptionPaths.of("urlpattern", topic("x"))));
    }
    String template = TestTokens.draft07(List.of(), List.of(SubscriptionPaths.ALL + "/{topic}"));
    assertThat(
            get(template, SubscriptionPaths.ALL + "/" + SubscriptionPaths.encoded(topic("x")))
                .statusCode())
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
    Refused.with(404, get(reader(), SubscriptionPaths.ALL + path)).as("not-found");
  }
}
