package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How tokens are presented, which are believed, and what is answered to the others (draft-08 and
 * draft-07, "Authorization").
 */
class AuthorizationTest {

  private static final String COOKIE = "__Secure-mercure_access_token";
  private static final String OLD_COOKIE = "mercureAuthorization";
  private static final String FRIEND = "https://friend.example";
  private static final String TOPIC = "https://example.com/authorization";

  private static TestHub hub;

  @BeforeAll
  static void start() {
    hub = TestHub.start("authorization.anonymous=false", "cors.publish-origins=" + FRIEND);
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private static String metadata() {
    return "resource_metadata=\""
        + hub.at("/.well-known/oauth-protected-resource/.well-known/mercure")
        + "\"";
  }

  private static String current() {
    return TestTokens.draft08(
        hub, List.of("publish", "subscribe"), List.of(TestTokens.topic("*", "exact")));
  }

  private static HttpResponse<String> publish(String query, String... headers) {
    HttpRequest request =
        HttpRequest.newBuilder(hub.at("/.well-known/mercure" + query))
            .headers(headers)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(TestHub.form("topic", TOPIC)))
            .build();
    return hub.send(request);
  }

  private static HttpResponse<String> publishWithCookie(String... headers) {
    String[] all =
        Stream.concat(Stream.of("Cookie", COOKIE + "=" + current()), Stream.of(headers))
            .toArray(String[]::new);
    return publish("", all);
  }

  /** A request that is refused or accepted and does not stay open. */
  private static HttpResponse<String> head(String query, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(hub.at("/.well-known/mercure" + query))
            .method("HEAD", BodyPublishers.noBody());
    return hub.send(headers.length == 0 ? request.build() : request.headers(headers).build());
  }

  @Test
  void publishing_withoutToken_isRefused_withABareChallenge() {
    Refused.with(401, hub.tryPublishAs(null, "topic", TOPIC))
        .as("token-required")
        .challenged("Bearer " + metadata());
  }

  @Test
  void subscribing_withoutToken_isRefused_whereNobodyIsAnonymous() {
    Refused.with(401, hub.get(hub.url("match", TOPIC)))
        .as("token-required")
        .challenged("Bearer " + metadata());
  }

  @Test
  void tokensOfBothProtocols_areTaken() {
    assertThat(hub.tryPublishAs(current(), "topic", TOPIC).statusCode()).isEqualTo(200);
    assertThat(hub.tryPublishAs(TestTokens.everything(), "topic", TOPIC).statusCode())
        .isEqualTo(200);
  }

  @Test
  void tokensOfDraft07_areRefused_whereItIsSwitchedOff() {
    try (TestHub strict = TestHub.start("protocol.draft-07=false")) {
      Refused.with(401, strict.tryPublish("topic", TOPIC)).as("invalid-token");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer ", "bearer ", "BEARER "})
  void header_isTaken_whateverTheCaseOfItsScheme(String scheme) {
    assertThat(publish("", "Authorization", scheme + current()).statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic dXNlcjpwYXNz", "Bearer", "Bearer ", "token"})
  void header_thatIsNoBearerToken_isAnInvalidRequest(String header) {
    Refused.with(400, publish("", "Authorization", header))
        .as("invalid-request")
        .challenged("Bearer error=\"invalid_request\", " + metadata());
  }

  @Test
  void severalHeaders_areAnInvalidRequest() {
    String bearer = "Bearer " + current();
    Refused.with(400, publish("", "Authorization", bearer, "Authorization", bearer))
        .as("invalid-request")
        .challenged("Bearer error=\"invalid_request\", " + metadata());
  }

  @ParameterizedTest
  @ValueSource(strings = {COOKIE, OLD_COOKIE})
  void cookie_isTaken(String name) {
    String cookie = "a=b; " + name + "=" + TestTokens.everything() + "; c=d";
    assertThat(head("?match=x", "Cookie", cookie).statusCode()).isEqualTo(200);
  }

  @Test
  void cookieOfDraft07_isNoCredential_whereItIsSwitchedOff() {
    try (TestHub strict =
        TestHub.start("protocol.draft-07=false", "authorization.anonymous=false")) {
      String cookie = OLD_COOKIE + "=" + TestTokens.everything();
      Refused.with(401, strict.get(strict.url("match", "x"), "Cookie", cookie))
          .as("token-required");
      Refused.with(401, strict.get(strict.url("match", "x", "authorization", "y")))
          .as("token-required");
    }
  }

  @Test
  void header_beatsCookieAndParameter() {
    String good = "Bearer " + current();
    assertThat(head("?match=x", "Authorization", good, "Cookie", COOKIE + "=bad").statusCode())
        .isEqualTo(200);
    assertThat(head("?match=x&authorization=bad", "Authorization", good).statusCode())
        .isEqualTo(200);
    assertThat(
            head("?match=x", "Authorization", "Bearer bad", "Cookie", COOKIE + "=" + current())
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void parameter_isTaken_andBeatsTheCookie() {
    String good = "?match=x&authorization=" + TestTokens.everything();
    assertThat(head(good).statusCode()).isEqualTo(200);
    assertThat(head(good, "Cookie", COOKIE + "=bad").statusCode()).isEqualTo(200);
    assertThat(head("?match=x&authorization=bad", "Cookie", COOKIE + "=" + current()).statusCode())
        .isEqualTo(401);
    assertThat(publish("?authorization=" + TestTokens.everything(), "X-Any", "x").statusCode())
        .isEqualTo(200);
  }

  @Test
  void publishingWithACookie_needsAPageThatMayPublish() {
    assertThat(publishWithCookie("Origin", FRIEND).statusCode()).isEqualTo(200);
    assertThat(publishWithCookie("Referer", FRIEND + "/page?x#y").statusCode()).isEqualTo(200);
    String own = hub.at("/").toString();
    assertThat(publishWithCookie("Origin", own.substring(0, own.length() - 1)).statusCode())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://stranger.example",
        "http://friend.example",
        "https://friend.example.evil.example",
        "https://friend.example:8443",
        "null",
        "*"
      })
  void publishingWithACookie_fromAnotherPage_isRefused(String origin) {
    Refused.with(403, publishWithCookie("Origin", origin)).as("untrusted-origin");
    Refused.with(403, publishWithCookie("Referer", origin + "/")).as("untrusted-origin");
  }

  @Test
  void publishingWithACookie_fromNowhere_isRefused() {
    Refused.with(403, publishWithCookie()).as("untrusted-origin");
    Refused.with(403, publishWithCookie("Referer", "not a URL")).as("untrusted-origin");
  }

  @Test
  void publishingWithACookie_believesTheOrigin_notTheReferer() {
    Refused.with(
            403, publishWithCookie("Origin", "https://stranger.example", "Referer", FRIEND + "/"))
        .as("untrusted-origin");
  }

  @Test
  void publishingWithACookie_isNotForAllOrigins() {
    try (TestHub open = TestHub.start("cors.publish-origins=*")) {
      HttpRequest request =
          HttpRequest.newBuilder(open.url())
              .header("Cookie", OLD_COOKIE + "=" + TestTokens.everything())
              .header("Origin", FRIEND)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(BodyPublishers.ofString("topic=x"))
              .build();
      Refused.with(403, open.send(request)).as("untrusted-origin");
    }
  }

  @Test
  void publishingWithAHeader_needsNoOrigin() {
    String bearer = "Bearer " + current();
    assertThat(
            publish("", "Authorization", bearer, "Origin", "https://stranger.example").statusCode())
        .isEqualTo(200);
  }

  static Stream<Arguments> invalidTokens() {
    Duration hour = Duration.ofHours(1);
    Date past = Date.from(Instant.now().minusSeconds(3600));
    Date future = Date.from(Instant.now().plusSeconds(3600));
    JWTClaimsSet fine = granting(Map.of("match", "*")).build();
    String foreign = "an entirely different key of enough bytes";
    return Stream.of(
        Arguments.of("no token at all", "garbage"),
        Arguments.of("another key", TestTokens.sign("at+jwt", fine, foreign)),
        Arguments.of("draft-07 with another key", TestTokens.sign("JWT", old(), foreign)),
        Arguments.of("no signature", new PlainJWT(fine).serialize()),
        Arguments.of("another type", TestTokens.sign("JWT", fine)),
        Arguments.of("no exp", signed(granting(Map.of("match", "*")).expirationTime(null))),
        Arguments.of("expired", signed(granting(Map.of("match", "*")).expirationTime(past))),
        Arguments.of("not yet", signed(granting(Map.of("match", "*")).notBeforeTime(future))),
        Arguments.of("draft-07 expired", TestTokens.draft07(Map.of(), Duration.ofHours(-1))),
        Arguments.of("no aud", signed(granting(Map.of("match", "*")).audience((String) null))),
        Arguments.of("other aud", signed(granting(Map.of("match", "*")).audience("https://x"))),
        Arguments.of("no iss", signed(granting(Map.of("match", "*")).issuer(null))),
        Arguments.of("other iss", signed(granting(Map.of("match", "*")).issuer("https://x"))),
        Arguments.of("details of no array", details(hour, "all")),
        Arguments.of("no actions", details(hour, List.of(Map.of("type", TestTokens.DETAIL)))),
        Arguments.of("unknown match_type", signed(granting(TestTokens.topic("*x", "regexp")))),
        Arguments.of("match_type in capitals", signed(granting(TestTokens.topic("x", "Exact")))),
        Arguments.of("invalid pattern", signed(granting(TestTokens.topic("/(", "urlpattern")))),
        Arguments.of("topic without match", signed(granting(Map.of("topic", "x")))));
  }

  private static JWTClaimsSet old() {
    return new JWTClaimsSet.Builder()
        .claim("mercure", Map.of("publish", List.of("*"), "subscribe", List.of("*")))
        .build();
  }

  /** A token whose second topic is the given one: what is malformed spoils the whole token. */
  private static JWTClaimsSet.Builder granting(Map<String, Object> topic) {
    return TestTokens.claims(hub, Duration.ofHours(1))
        .claim(
            "authorization_details",
            List.of(
                Map.of(
                    "type",
                    TestTokens.DETAIL,
                    "actions",
                    List.of("publish", "subscribe"),
                    "topics",
                    List.of(Map.of("match", TOPIC), topic))));
  }

  private static String signed(JWTClaimsSet.Builder claims) {
    return TestTokens.sign("at+jwt", claims.build());
  }

  private static String details(Duration life, Object details) {
    return signed(TestTokens.claims(hub, life).claim("authorization_details", details));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("invalidTokens")
  void tokenThatIsNoGood_isRefused_withoutSayingWhy(String what, String token) {
    String challenge = "Bearer error=\"invalid_token\", " + metadata();
    HttpResponse<String> publish = hub.tryPublishAs(token, "topic", TOPIC);
    Refused.with(401, publish).as("invalid-token").challenged(challenge);
    HttpResponse<String> subscribe =
        hub.get(hub.url("match", TOPIC), "Authorization", "Bearer " + token);
    Refused.with(401, subscribe).as("invalid-token").challenged(challenge);
    assertThat(subscribe.body()).as(what).isEqualTo(publish.body());
  }

  @Test
  void tokenThatIsNoGood_isRefused_alsoWhereAnonymousSubscribersAreWelcome() {
    try (TestHub open = TestHub.start("authorization.anonymous=true")) {
      Refused.with(401, open.get(open.url("match", TOPIC), "Authorization", "Bearer bad"))
          .as("invalid-token");
    }
  }

  @Test
  void audience_mayBeOneOfSeveral_andTheTypeInItsLongForm() {
    JWTClaimsSet claims =
        granting(Map.of("match", "*"))
            .audience(List.of("https://other.example", hub.url().toString()))
            .build();
    String token = TestTokens.sign("application/AT+JWT", claims);
    assertThat(hub.tryPublishAs(token, "topic", TOPIC).statusCode()).isEqualTo(200);
  }

  @Test
  void draft07_needsNoExpiry() {
    String token = TestTokens.sign("JWT", old());
    assertThat(hub.tryPublishAs(token, "topic", TOPIC).statusCode()).isEqualTo(200);
  }

  @Test
  void unknownActionsAndDetails_grantNothing_andSpoilNothing() {
    Map<String, Object> foreign = Map.of("type", "https://other.example/", "actions", 7);
    Map<String, Object> mercure =
        Map.of(
            "type",
            TestTokens.DETAIL,
            "actions",
            List.of("administer", "subscribe"),
            "topics",
            List.of(Map.of("match", "*")));
    String token = details(Duration.ofHours(1), List.of(foreign, mercure));
    assertThat(head("?match=x", "Authorization", "Bearer " + token).statusCode()).isEqualTo(200);
    Refused.with(403, hub.tryPublishAs(token, "topic", TOPIC)).as("insufficient-scope");
  }

  @Test
  void publishingWithoutGrant_isRefused_forTokensOfBothProtocols() {
    String challenge = "Bearer error=\"insufficient_scope\", " + metadata();
    Map<String, Object> other = TestTokens.topic("https://example.com/other", "exact");
    String newer = TestTokens.draft08(hub, List.of("publish"), List.of(other));
    Refused.with(403, hub.tryPublishAs(newer, "topic", TOPIC))
        .as("insufficient-scope")
        .challenged(challenge);
    String older = TestTokens.draft07(List.of("https://example.com/other"), List.of("*"));
    Refused.with(403, hub.tryPublishAs(older, "topic", TOPIC))
        .as("insufficient-scope")
        .challenged(challenge);
  }
}
