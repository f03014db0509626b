package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.launchdarkly.eventsource.MessageEvent;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the demonstration lets in whoever comes, and what it lets them do. */
class DemoSignInTest {

  private static final String ROOM = "https://example.com/demo/rooms/lobby";
  private static final String HERE = ROOM + "/here";

  private static TestHub hub;

  @BeforeAll
  static void start() {
    hub = TestHub.start();
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private static HttpResponse<String> signIn(TestHub at, String type, String body) {
    return at.send(
        HttpRequest.newBuilder(at.at("/demo/sign-in"))
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static HttpResponse<String> signIn(String body) {
    return signIn(hub, "application/json", body);
  }

  private static String token(String name) {
    HttpResponse<String> response = signIn(new JsonObject().put("name", name).encode());
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return new JsonObject(response.body()).getString("token");
  }

  private static String notifications(String segment) {
    return "https://example.com/demo/users/" + segment + "/notifications";
  }

  private static int publish(String token, String topic) {
    return hub.tryPublishAs(token, "topic", topic, "data", "x", "private", "on").statusCode();
  }

  @Test
  void token_saysWhoItIs_andEnds() {
    HttpResponse<String> response = signIn("{\"name\":\"  Zoë Ångström-2 \"}");
    JsonObject answer = new JsonObject(response.body());
    assertThat(answer.getString("name")).isEqualTo("Zoë Ångström-2");
    assertThat(answer.getInteger("expires_in")).isEqualTo(3_600);
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");

    String middle = answer.getString("token").split("\\.", -1)[1];
    JsonObject claims =
        new JsonObject(new String(Base64.getUrlDecoder().decode(middle), StandardCharsets.UTF_8));
    assertThat(claims.getString("sub")).isEqualTo("Zoë Ångström-2");
    assertThat(claims.getString("jti")).isNotBlank();
    assertThat(claims.getLong("exp") - Instant.now().getEpochSecond()).isBetween(3_500L, 3_600L);
  }

  @Test
  void rooms_areWrittenAndReadByAll_andTellWhoIsHere() {
    String alice = token("Alice");
    String here = "/.well-known/mercure/subscriptions/exact/" + TestHub.encode(HERE);
    try (EventStream watcher =
            hub.subscribeAs(token("Bob"), "match_urlpattern", here + "/:subscriber");
        EventStream room = hub.subscribeAs(alice, "match", ROOM, "match", HERE)) {
      assertThat(new JsonObject(watcher.next().getData()).getJsonObject("payload"))
          .isEqualTo(JsonObject.of("name", "Alice"));
      assertThat(publish(alice, ROOM)).isEqualTo(200);
      assertThat(room.next().getData()).isEqualTo("x");
      assertThat(publish(alice, HERE)).isEqualTo(200);
      assertThat(room.next().getData()).isEqualTo("x");

      HttpResponse<String> list = hub.get(hub.at(here), "Authorization", "Bearer " + alice);
      assertThat(list.statusCode()).isEqualTo(200);
      assertThat(list.body()).contains("\"name\":\"Alice\"");
    }
  }

  @Test
  void notifications_areSentToAnybody_andReadByOneself() {
    String alice = token("Alice A.");
    String bob = token("Bob");
    String everybody = "https://example.com/demo/users/:name/notifications";
    try (EventStream hers = hub.subscribeAs(alice, "match_urlpattern", everybody);
        EventStream his = hub.subscribeAs(bob, "match_urlpattern", everybody)) {
      assertThat(publish(bob, notifications("Alice%20A."))).isEqualTo(200);
      assertThat(publish(alice, notifications("Bob"))).isEqualTo(200);
      MessageEvent first = hers.next();
      assertThat(first.getData()).isEqualTo("x");
      assertThat(his.next().getLastEventId())
          .as("hers is not his")
          .isNotEqualTo(first.getLastEventId());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/books/1",
        "https://example.com/demo/rooms/lobby/other",
        "https://example.com/demo/users/Bob/other",
        "https://example.com/demo/"
      })
  void elsewhere_nothingMayBePublished(String topic) {
    assertThat(publish(token("Alice"), topic)).isEqualTo(403);
  }

  @Test
  void subscriptionsElsewhere_mayNotBeListed() {
    for (String path : new String[] {"", "/exact/" + TestHub.encode("https://example.com/x")}) {
      assertThat(
              hub.get(
                      hub.at("/.well-known/mercure/subscriptions" + path),
                      "Authorization",
                      "Bearer " + token("Alice"))
                  .statusCode())
          .isEqualTo(403);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "..",
        ".",
        "-x",
        "a/b",
        "a%2fb",
        ":name",
        "a*",
        "(a)",
        "<b>a</b>",
        "a\u0000b",
        "a\u202eb",
        "a\nb",
        "\uD83D\uDE00",
        "123456789012345678901234567890123"
      })
  void names_areBounded(String name) {
    Refused.with(400, signIn(new JsonObject().put("name", name).encode())).naming("name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json | no json | 400",
        "application/json | [] | 400",
        "application/json | {} | 400",
        "application/json | {\"name\":7} | 400",
        "application/json | {\"name\":null} | 400",
        "text/plain | {\"name\":\"Alice\"} | 415",
        "application/x-www-form-urlencoded | name=Alice | 415"
      })
  void whatIsNoSignIn_isRefused(String type, String body, int status) {
    assertThat(signIn(hub, type, body).statusCode()).isEqualTo(status);
  }

  @Test
  void bodies_areBounded() {
    Refused.with(413, signIn("{\"name\":\"" + "x".repeat(2_000) + "\"}")).as("content-too-large");
  }

  @Test
  void signIn_isOnlyPosted() {
    HttpResponse<String> response = hub.get(hub.at("/demo/sign-in"));
    Refused.with(405, response).as("method-not-allowed");
    assertThat(response.headers().firstValue("Allow")).contains("POST, OPTIONS");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/demo/", "/demo/chat/", "/demo/chat/chat.js", "/demo/sign-in"})
  void withoutDemo_nothingIsThere(String path) {
    try (TestHub plain = TestHub.start("demo=false")) {
      Refused.with(404, plain.get(plain.at(path))).as("not-found");
      Refused.with(404, signIn(plain, "application/json", "{\"name\":\"Alice\"}")).as("not-found");
    }
  }

  @Test
  void withoutAKeyThatCanSign_itSaysSo() {
    String key = "authorization.algorithms=ES256,HS384";
    try (TestHub keyless = TestHub.start(key)) {
      Refused.with(501, signIn(keyless, "application/json", "{\"name\":\"Alice\"}"))
          .as("demo-without-key")
          .naming("authorization.issuers");
    }
  }

  @Test
  void pages_allowNothingInline() {
    HttpResponse<String> page = hub.get(hub.at("/demo/"));
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .contains("default-src 'none'", "require-trusted-types-for 'script'")
        .doesNotContain("unsafe");
  }
}
