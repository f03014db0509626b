package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import com.nimbusds.jwt.JWTClaimsSet;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.slf4j.LoggerFactory;

/** What tests of signing in with an OpenID provider do, step by step as a browser would. */
abstract class OidcSignIns {

  static final String CONSOLE = "http://127.0.0.1:9/behind/a/proxy";
  static final String BEGIN = "/api/v1/session/oidc";
  static final String CALLBACK = BEGIN + "/callback";
  static final String COOKIE = "hub-admin-oidc";

  /** What a browser was given. */
  record Departure(URI provider, String cookie) {}

  final ListAppender<ILoggingEvent> log = new ListAppender<>();
  private final Logger root = (Logger) LoggerFactory.getLogger("ROOT");
  private final Logger library = (Logger) LoggerFactory.getLogger("io.vertx.ext.auth");
  IdentityProvider provider;
  private @Nullable TestHub started;

  @BeforeEach
  void startProvider() throws Exception {
    log.start();
    root.addAppender(log);
    library.setLevel(Level.DEBUG);
    provider = new IdentityProvider();
    provider.says(claims -> olga(claims));
  }

  static JWTClaimsSet.Builder olga(JWTClaimsSet.Builder claims) {
    return claims
        .claim("preferred_username", "olga")
        .claim("realm_access", Map.of("roles", List.of("other", "ops")));
  }

  final void begin() {
    String[] settings = {
      "admin.oidc.issuer=" + provider.issuer(),
      "admin.oidc.client-id=" + IdentityProvider.CLIENT,
      "admin.oidc.client-secret=" + IdentityProvider.SECRET,
      "admin.oidc.public-url=" + CONSOLE,
      "admin.oidc.role-claim=realm_access.roles",
      "admin.oidc.operator-roles=ops",
      "admin.oidc.viewer-roles=staff"
    };
    start(settings);
  }

  final void start(String... settings) {
    started = TestHub.start(settings);
  }

  final TestHub hub() {
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

  final HttpResponse<String> get(String pathAndQuery, @Nullable String cookie) {
    URI url = hub().admin(pathAndQuery);
    return cookie == null ? hub().get(url) : hub().get(url, "Cookie", COOKIE + "=" + cookie);
  }

  static String location(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isIn(302, 303);
    return answer.headers().firstValue("Location").orElseThrow();
  }

  static String setCookie(HttpResponse<String> answer, String name) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith(name + "="))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no cookie " + name));
  }

  /** Name of the cookie. */
  final String session() {
    return "hub-admin-session-" + hub().node().adminPort();
  }

  static String value(String setCookie) {
    return setCookie.substring(setCookie.indexOf('=') + 1, setCookie.indexOf(';'));
  }

  final Departure depart() {
    HttpResponse<String> answer = get(BEGIN, null);
    URI there = URI.create(location(answer));
    assertThat(there.toString()).startsWith(provider.issuer() + "/authorize?");
    String cookie = value(setCookie(answer, COOKIE));
    provider.secrets.add(cookie);
    return new Departure(there, cookie);
  }

  /** The query that the provider sends the browser back with. */
  final String query(Departure departure) {
    URI back = URI.create(location(hub().get(departure.provider())));
    assertThat(back.toString()).startsWith(CONSOLE + CALLBACK + "?");
    return "?" + back.getRawQuery();
  }

  final HttpResponse<String> signIn() {
    Departure departure = depart();
    return get(CALLBACK + query(departure), departure.cookie());
  }

  static void assertRefused(HttpResponse<String> answer, String why) {
    assertThat(location(answer)).isEqualTo(CONSOLE + "/#/?sign-in=" + why);
    assertThat(answer.headers().allValues("Set-Cookie"))
        .singleElement()
        .asString()
        .startsWith(COOKIE + "=;")
        .contains("Max-Age=0");
    assertThat(answer.body()).isEmpty();
  }

  final JsonObject session(HttpResponse<String> signedIn) {
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
  final List<String> audit() {
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
}
