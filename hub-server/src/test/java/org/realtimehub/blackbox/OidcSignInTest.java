package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jwt.JWTClaimsSet;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Signing in with an OpenID provider, step by step as a browser would take them. */
@Timeout(120)
class OidcSignInTest {

  private static final String CONSOLE = "http://127.0.0.1:9/behind/a/proxy";
  private static final String BEGIN = "/api/v1/session/oidc";
  private static final String CALLBACK = BEGIN + "/callback";
  private static final String COOKIE = "hub-admin-oidc";

  /** What a browser was given. */
  private record Departure(URI provider, String cookie) {}

  private final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger("ROOT");
  private final Logger library = (Logger) LoggerFactory.getLogger("io.vertx.ext.auth");
  private IdentityProvider provider;
  private @Nullable TestHub started;

  @BeforeEach
  void start() throws Exception {
    log.start();
    root.addAppender(log);
    library.setLevel(Level.DEBUG);
    provider = new IdentityProvider();
    provider.says(claims -> olga(claims));
  }

  private static JWTClaimsSet.Builder olga(JWTClaimsSet.Builder claims) {
    return claims
        .claim("preferred_username", "olga")
        .claim("realm_access", Map.of("roles", List.of("other", "ops")));
  }

  private void begin() {
    String[] settings = {
      "admin.oidc.issuer=" + provider.issuer(),
      "admin.oidc.client-id=" + IdentityProvider.CLIENT,
      "admin.oidc.client-secret=" + IdentityProvider.SECRET,
      "admin.oidc.public-url=" + CONSOLE,
      "admin.oidc.role-claim=realm_access.roles",
      "admin.oidc.operator-roles=ops",
      "admin.oidc.viewer-roles=staff"
    };
    started = TestHub.start(settings);
  }

  private TestHub hub() {
    return Objects.requireNonNull(started);
  }

  /** Whatever a test did, it must not have left secrets in the log. */
  @AfterEach
  void stop() {
    hub().close();
    provider.close();
    root.detachAppender(log);
    library.setLevel(null);
    for (ILoggingEvent event : List.copyOf(log.list)) {
      String cause =
          event.getThrowableProxy() == null
              ? ""
              : ThrowableProxyUtil.asString(event.getThrowableProxy());
      assertThat(event.getFormattedMessage() + event.getKeyValuePairs() + cause)
          .doesNotContain(provider.secrets);
    }
  }

  private HttpResponse<String> get(String pathAndQuery, @Nullable String cookie) {
    URI url = hub().admin(pathAndQuery);
    return cookie == null ? hub().get(url) : hub().get(url, "Cookie", COOKIE + "=" + cookie);
  }

  private static String location(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isIn(302, 303);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private static String setCookie(HttpResponse<String> answer, String name) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith(name + "="))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no cookie " + name));
  }

  /** Name of the cookie. */
  private String session() {
    return "hub-admin-session-" + hub().node().adminPort();
  }

  private static String value(String setCookie) {
    return setCookie.substring(setCookie.indexOf('=') + 1, setCookie.indexOf(';'));
  }

  private Departure depart() {
    HttpResponse<String> answer = get(BEGIN, null);
    URI there = URI.create(location(answer));
    assertThat(there.toString()).startsWith(provider.issuer() + "/authorize?");
    String cookie = value(setCookie(answer, COOKIE));
    provider.secrets.add(cookie);
    return new Departure(there, cookie);
  }

  /** The query that the provider sends the browser back with. */
  private String query(Departure departure) {
    URI back = URI.create(location(hub().get(departure.provider())));
    assertThat(back.toString()).startsWith(CONSOLE + CALLBACK + "?");
    return "?" + back.getRawQuery();
  }

  private HttpResponse<String> signIn() {
    Departure departure = depart();
    return get(CALLBACK + query(departure), departure.cookie());
  }

  private static void assertRefused(HttpResponse<String> answer, String why) {
    assertThat(location(answer)).isEqualTo(CONSOLE + "/#/?sign-in=" + why);
    assertThat(answer.headers().allValues("Set-Cookie"))
        .singleElement()
        .asString()
        .startsWith(COOKIE + "=;")
        .contains("Max-Age=0");
    assertThat(answer.body()).isEmpty();
  }

  private JsonObject session(HttpResponse<String> signedIn) {
    assertThat(location(signedIn)).isEqualTo(CONSOLE + "/");
    String cookie = setCookie(signedIn, session());
    assertThat(cookie.split("; "))
        .contains("Path=/", "Secure", "HTTPOnly", "SameSite=Strict")
        .noneMatch(part -> part.startsWith("Max-Age") || part.startsWith("Domain"));
    provider.secrets.add(value(cookie));
    HttpResponse<String> session =
        hub().get(hub().admin("/api/v1/session"), "Cookie", session() + "=" + value(cookie));
    assertThat(session.statusCode()).isEqualTo(200);
    return new JsonObject(session.body());
  }

  /** Who, what, to what and the result, newest first. */
  private List<String> audit() {
    HttpResponse<String> audit =
        hub().get(hub().admin("/api/v1/audit"), "Authorization", "Bearer " + TestHub.ADMIN.token());
    assertThat(audit.body()).doesNotContain(provider.secrets);
    return new JsonObject(audit.body())
        .getJsonArray("calls").stream()
            .map(JsonObject.class::cast)
            .map(
                call ->
                    Stream.of("who", "address", "action", "target", "result")
                        .map(field -> call.getString(field, ""))
                        .collect(Collectors.joining("|")))
            .toList();
  }

  @Test
  void operator_getsTheSessionThatAPasswordGives() {
    begin();
    JsonObject session = session(signIn());
    assertThat(session.getString("name")).isEqualTo("olga");
    assertThat(session.getString("role")).isEqualTo("operator");
    assertThat(session.getString("csrf")).hasSizeGreaterThan(40);
    assertThat(session.containsKey("one_time_password")).isFalse();
    assertThat(audit()).containsExactly("olga|127.0.0.1|endOidcSignIn|sub subject-1|done");
  }

  @Test
  void sessionOfAnOperator_changesNothingWithoutItsCsrfToken_andEnds() {
    begin();
    HttpResponse<String> signedIn = signIn();
    JsonObject session = session(signedIn);
    String cookie = session() + "=" + value(setCookie(signedIn, session()));
    HttpRequest.Builder signOut =
        HttpRequest.newBuilder(hub().admin("/api/v1/session")).header("Cookie", cookie).DELETE();
    assertThat(hub().send(signOut.build()).statusCode()).isEqualTo(403);
    signOut.header("X-CSRF-Token", session.getString("csrf"));
    assertThat(hub().send(signOut.build()).statusCode()).isEqualTo(204);
    assertThat(hub().get(hub().admin("/api/v1/session"), "Cookie", cookie).statusCode())
        .isEqualTo(401);
  }

  @Test
  void sessionThatABrowserHas_endsWithTheNext() {
    begin();
    String first = value(setCookie(signIn(), session()));
    Departure departure = depart();
    HttpResponse<String> second =
        hub()
            .get(
                hub().admin(CALLBACK + query(departure)),
                "Cookie",
                COOKIE + "=" + departure.cookie() + "; " + session() + "=" + first);
    session(second);
    assertThat(
            hub()
                .get(hub().admin("/api/v1/session"), "Cookie", session() + "=" + first)
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void viewer_mayLook_andIsCalledByTheSubjectWhereThereIsNoName() {
    begin();
    provider.says(claims -> claims.claim("realm_access", Map.of("roles", "staff")));
    JsonObject session = session(signIn());
    assertThat(session.getString("name")).isEqualTo("subject-1");
    assertThat(session.getString("role")).isEqualTo("viewer");
    assertThat(session.getJsonArray("permissions"))
        .isEqualTo(JsonArray.of("health", "metrics", "read"));
  }

  @Test
  void rolesThatOnlyTheUserInfoTells_count() {
    provider.hasUserInfo(
        new JsonObject()
            .put("sub", "subject-1")
            .put("preferred_username", "of the user info")
            .put("realm_access", new JsonObject().put("roles", JsonArray.of("staff"))));
    provider.says(claims -> claims.claim("preferred_username", "vera"));
    begin();
    JsonObject session = session(signIn());
    assertThat(session.getString("role")).isEqualTo("viewer");
    assertThat(session.getString("name")).isEqualTo("vera");
  }

  @Test
  void rolesOfAnotherUser_areNotBelieved() {
    provider.hasUserInfo(
        new JsonObject()
            .put("sub", "subject-2")
            .put("realm_access", new JsonObject().put("roles", JsonArray.of("ops"))));
    provider.says(claims -> claims);
    begin();
    assertThat(location(signIn())).startsWith(CONSOLE + "/#/?sign-in=");
    provider.hasUserInfo(
        new JsonObject().put("realm_access", new JsonObject().put("roles", JsonArray.of("ops"))));
    assertRefused(signIn(), "invalid");
  }

  @Test
  void userWithoutARole_isToldSo() {
    begin();
    provider.says(
        claims -> olga(claims).claim("realm_access", Map.of("roles", List.of("Ops", "ops staff"))));
    assertRefused(signIn(), "no-role");
    provider.says(claims -> claims.claim("roles", "ops"));
    assertRefused(signIn(), "no-role");
    assertThat(audit())
        .containsExactly(
            "subject-1|127.0.0.1|endOidcSignIn||refused: the provider gives this user no role of"
                + " this hub",
            "olga|127.0.0.1|endOidcSignIn||refused: the provider gives this user no role of this"
                + " hub");
  }

  static Stream<Arguments> lies() {
    Instant past = Instant.now().minusSeconds(600);
    return Stream.of(
        lie("another nonce", claims -> claims.claim("nonce", "of another sign-in")),
        lie("no nonce", claims -> claims.claim("nonce", null)),
        lie("another audience", claims -> claims.audience("another client")),
        lie("no audience", claims -> claims.audience((String) null)),
        lie("audience of others, too", claims -> claims.audience(List.of("hub-console", "other"))),
        lie("another party", claims -> claims.claim("azp", "other")),
        lie("another issuer", claims -> claims.issuer("https://evil.example")),
        lie("no issuer", claims -> claims.issuer(null)),
        lie("expired", claims -> claims.expirationTime(Date.from(past))),
        lie("without an end", claims -> claims.expirationTime(null)),
        lie("no subject", claims -> claims.subject(null)));
  }

  private static Arguments lie(String name, UnaryOperator<JWTClaimsSet.Builder> change) {
    return Arguments.of(name, change);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lies")
  void idTokenThatLies_isRefused(String name, UnaryOperator<JWTClaimsSet.Builder> change) {
    begin();
    provider.says(claims -> change.apply(olga(claims)));
    assertRefused(signIn(), "invalid");
    assertThat(audit())
        .singleElement()
        .asString()
        .startsWith("(unknown user)|127.0.0.1|endOidcSignIn||refused: ")
        .contains("ID token: ");
    provider.says(claims -> olga(claims));
    session(signIn());
  }

  @Test
  void forgedSignature_isRefused_andNobodyElseIsAskedWhetherItIsRight() {
    provider.hasUserInfo(new JsonObject().put("sub", "subject-1"));
    begin();
    provider.forges();
    assertRefused(signIn(), "invalid");
    assertThat(provider.asked).doesNotContain("/userinfo");
  }

  @Test
  void newKeyOfTheProvider_isFetched_andTheOldOneNoLongerBelieved() {
    begin();
    session(signIn());
    provider.rotates(IdentityProvider.key("second"));
    session(signIn());
    assertThat(provider.asked.stream().filter("/jwks"::equals)).hasSize(2);
  }

  @Test
  void stateOfNobody_ofAnotherBrowser_andAgain_isRefused() {
    begin();
    Departure departure = depart();
    Departure another = depart();
    String query = query(departure);
    assertRefused(get(CALLBACK + query, null), "stale");
    assertRefused(get(CALLBACK + query, another.cookie()), "stale");
    assertRefused(get(CALLBACK + query, "x"), "stale");
    assertRefused(get(CALLBACK, departure.cookie()), "stale");
    assertRefused(get(CALLBACK + "?code=x&state=", departure.cookie()), "stale");
    assertThat(provider.asked).doesNotContain("/token");
    session(get(CALLBACK + query, departure.cookie()));
    assertRefused(get(CALLBACK + query, departure.cookie()), "stale");
    assertThat(provider.asked.stream().filter("/token"::equals)).hasSize(1);
    assertThat(audit().get(0)).endsWith("refused: this sign-in has come back before");
  }

  @Test
  void codeOfAnotherSignIn_isOfNoUse() {
    begin();
    Departure departure = depart();
    Departure ofTheAttacker = depart();
    String injected = query(ofTheAttacker).replaceFirst("&state=[^&]*", "&" + state(departure));
    assertRefused(get(CALLBACK + injected, departure.cookie()), "invalid");
    assertThat(audit().get(0)).contains("it answered invalid_grant");
  }

  private static String state(Departure departure) {
    return Arrays.stream(departure.provider().getRawQuery().split("&"))
        .filter(parameter -> parameter.startsWith("state="))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatTheProviderRefuses_isToldInWordsOfOurs() {
    begin();
    for (Map.Entry<String, String> error :
        Map.of(
                "access_denied", "denied",
                "server_error", "unavailable",
                "<script>", "invalid",
                "login_required", "invalid")
            .entrySet()) {
      Departure departure = depart();
      String query = "?" + state(departure) + "&error=" + TestHub.encode(error.getKey());
      assertRefused(get(CALLBACK + query, departure.cookie()), error.getValue());
    }
    Departure departure = depart();
    String query = query(departure).replaceFirst("iss=[^&]*", "iss=https://evil.example");
    assertRefused(get(CALLBACK + query, departure.cookie()), "invalid");
    assertThat(audit()).noneMatch(entry -> entry.contains("<script>"));
  }

  @Test
  void nobodyIsLedAnywhereElse() {
    begin();
    String wish = "redirect_uri=https://evil.example&return_to=//evil.example";
    assertThat(get(BEGIN + "?" + wish, null).statusCode()).isEqualTo(400);
    Departure departure = depart();
    HttpResponse<String> answer = get(CALLBACK + query(departure) + "&" + wish, departure.cookie());
    session(answer);
    HttpResponse<String> otherHost =
        hub().get(hub().admin(BEGIN), "X-Forwarded-Host", "evil.example", "Forwarded", "host=evil");
    assertThat(location(otherHost))
        .contains("redirect_uri=" + TestHub.encode(CONSOLE + CALLBACK) + "&");
  }

  @Test
  void wayBack_isKeptByTheBrowserAlone_andNotForLong() {
    begin();
    HttpResponse<String> answer = get(BEGIN, null);
    assertThat(setCookie(answer, COOKIE).split("; "))
        .contains("Path=/", "Secure", "HTTPOnly", "SameSite=Lax", "Max-Age=600")
        .noneMatch(part -> part.startsWith("Domain"));
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(location(answer))
        .doesNotContain(value(setCookie(answer, COOKIE)))
        .doesNotContain(TestHub.encode(IdentityProvider.SECRET), IdentityProvider.SECRET);
  }

  @Test
  void pagesOfOtherSites_cannotBeginIt() {
    begin();
    HttpResponse<String> answer = hub().get(hub().admin(BEGIN), "Sec-Fetch-Site", "cross-site");
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().allValues("Set-Cookie")).isEmpty();
  }

  @Test
  void whoGuesses_waits_andWhoWaitsForPasswordsWaitsHereToo() {
    begin();
    Departure departure = depart();
    String query = query(departure);
    String why = "stale";
    for (int i = 0; i < 40 && why.equals("stale"); i++) {
      why = location(get(CALLBACK + "?state=x&code=y", null)).replaceFirst(".*=", "");
    }
    assertThat(why).isEqualTo("too-many");
    assertRefused(get(CALLBACK + query, departure.cookie()), "too-many");
    assertThat(audit().get(0)).endsWith("refused: too many tries to sign in have failed");
    assertThat(provider.asked).doesNotContain("/token");
  }

  @Test
  void providerThatIsNotThere_keepsTheHubFromNothing_andIsFoundWhenItComes() {
    provider.goesDown();
    begin();
    HttpResponse<String> unknown = hub().get(hub().admin("/api/v1/session"));
    assertThat(new JsonObject(unknown.body()).getJsonArray("sign_in")).containsExactly("oidc");
    assertThat(location(get(BEGIN, null))).isEqualTo(CONSOLE + "/#/?sign-in=unavailable");
    Awaitility.await()
        .untilAsserted(
            () ->
                assertThat(log.list)
                    .anyMatch(event -> event.getFormattedMessage().contains("provider not found")));
    provider.comesUp();
    Awaitility.await()
        .atMost(TestHub.PATIENCE)
        .until(() -> location(get(BEGIN, null)).startsWith(provider.issuer()));
    Departure departure = depart();
    String query = query(departure);
    provider.goesDown();
    assertRefused(get(CALLBACK + query, departure.cookie()), "unavailable");
    provider.comesUp();
    session(signIn());
  }

  @Test
  void withoutAProvider_thereIsNothingToSignInWith() {
    started = TestHub.start();
    assertThat(get(BEGIN, null).statusCode()).isEqualTo(404);
    assertThat(get(CALLBACK + "?code=x&state=y", null).statusCode()).isEqualTo(404);
    assertThat(hub().get(hub().admin("/api/v1/session")).body()).doesNotContain("oidc");
  }
}
