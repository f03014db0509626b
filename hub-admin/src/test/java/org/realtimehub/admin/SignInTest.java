package org.realtimehub.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realtimehub.admin.access.Permission;

final class SignInTest {

  private static final String SESSION = "/api/v1/session";

  private TestNode node;

  @BeforeEach
  void start() throws Exception {
    node = TestNode.of(Users.settings(TestNode.ALMIGHTY_TOKEN));
    node.together = Set.of("one");
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private HttpResponse<String> signIn(String user, String password) throws Exception {
    return node.send(Browser.signIn(node, user, password));
  }

  private static JsonObject json(HttpResponse<String> answer) {
    return new JsonObject(answer.body());
  }

  @Test
  void rightPassword_beginsASession_whoseCookieScriptsAndOtherSitesDoNotGet() throws Exception {
    HttpResponse<String> answer = signIn(Users.OPERATOR, Users.OPERATOR_PASSWORD);
    assertThat(answer.statusCode()).isEqualTo(201);
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    assertThat(cookie.split("; "))
        .contains("Path=/", "Secure", "HTTPOnly", "SameSite=Strict")
        .noneMatch(part -> part.startsWith("Domain") || part.startsWith("Max-Age"));
    assertThat(Browser.cookie(node, answer)).hasSizeGreaterThan(40);
    assertThat(json(answer).getString("name")).isEqualTo(Users.OPERATOR);
    assertThat(json(answer).getString("role")).isEqualTo("operator");
    assertThat(json(answer).getBoolean("one_time_password")).isTrue();
    assertThat(json(answer).getJsonArray("permissions")).hasSize(Permission.values().length);
    assertThat(json(answer).getString("csrf"))
        .hasSizeGreaterThan(40)
        .isNotEqualTo(Browser.cookie(node, answer));
  }

  @Test
  void session_tellsWhoItIs() throws Exception {
    Browser viewer = Browser.signedIn(node, Users.VIEWER, Users.VIEWER_PASSWORD);
    JsonObject session = json(node.send(viewer.to(SESSION).GET()));
    assertThat(session.getString("name")).isEqualTo(Users.VIEWER);
    assertThat(session.getString("csrf")).isEqualTo(viewer.csrf());
    assertThat(session.getJsonArray("permissions"))
        .isEqualTo(JsonArray.of("health", "metrics", "read"));
    assertThat(session.containsKey("one_time_password")).isFalse();
    JsonObject token =
        json(
            node.send(
                node.to(SESSION).header("Authorization", "bearer " + TestNode.ALMIGHTY).GET()));
    assertThat(token.getString("name")).isEqualTo("almighty");
    assertThat(token.containsKey("csrf") || token.containsKey("role")).isFalse();
  }

  @Test
  void idThatSomebodyElseChose_isNeverTheSessions() throws Exception {
    HttpResponse<String> answer =
        node.send(
            Browser.signIn(node, Users.OPERATOR, Users.OPERATOR_PASSWORD)
                .header("Cookie", Browser.cookieOf(node) + "=chosen-by-somebody-else"));
    Browser first = Browser.of(node, answer);
    assertThat(first.cookie()).isNotEqualTo("chosen-by-somebody-else");
    assertThat(new Browser(node, "chosen-by-somebody-else", "").get(SESSION)).isEqualTo(401);
    Browser second =
        Browser.of(
            node,
            node.send(
                Browser.signIn(node, Users.OPERATOR, Users.OPERATOR_PASSWORD)
                    .header("Cookie", Browser.cookieOf(node) + "=" + first.cookie())));
    assertThat(second.cookie()).isNotEqualTo(first.cookie());
    assertThat(second.csrf()).isNotEqualTo(first.csrf());
    // The one that it replaces is over.
    assertThat(first.get(SESSION)).isEqualTo(401);
    assertThat(second.get(SESSION)).isEqualTo(200);
  }

  @Test
  void nothingButSigningIn_makesASession() throws Exception {
    for (String path : new String[] {"/", "/health/live", "/metrics", SESSION, "/nothing"}) {
      assertThat(node.send(node.to(path).GET()).headers().firstValue("Set-Cookie")).isEmpty();
    }
    assertThat(signIn(Users.OPERATOR, "wrong").headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void signingOut_endsTheSession() throws Exception {
    Browser browser = Browser.signedIn(node, Users.VIEWER, Users.VIEWER_PASSWORD);
    HttpResponse<String> out =
        node.send(browser.to(SESSION).header("X-CSRF-Token", browser.csrf()).DELETE());
    assertThat(out.statusCode()).isEqualTo(204);
    assertThat(out.headers().firstValue("Set-Cookie").orElseThrow())
        .startsWith(Browser.cookieOf(node) + "=;")
        .contains("Max-Age=0", "Path=/");
    assertThat(browser.get(SESSION)).isEqualTo(401);
  }

  @Test
  void unusedSession_ends_andAUsedOneAfterTwelveHours() throws Exception {
    Browser browser = Browser.signedIn(node, Users.VIEWER, Users.VIEWER_PASSWORD);
    Duration almost = Users.SESSION_TIMEOUT.minusSeconds(1);
    Duration passed = Duration.ZERO;
    while (passed.plus(almost).compareTo(Duration.ofHours(12)) < 0) {
      node.clock.pass(almost);
      passed = passed.plus(almost);
      assertThat(browser.get(SESSION)).isEqualTo(200);
    }
    node.clock.pass(Duration.ofHours(12).minus(passed));
    assertThat(browser.get(SESSION)).isEqualTo(401);
    Browser unused = Browser.signedIn(node, Users.VIEWER, Users.VIEWER_PASSWORD);
    node.clock.pass(Users.SESSION_TIMEOUT);
    assertThat(unused.get(SESSION)).isEqualTo(401);
  }

  @Test
  void wrongPasswordAndUnknownUser_areToldTheSame() throws Exception {
    HttpResponse<String> wrong = signIn(Users.OPERATOR, "wrong");
    HttpResponse<String> unknown = signIn("nobody", "wrong");
    assertThat(wrong.statusCode()).isEqualTo(401);
    assertThat(unknown.statusCode()).isEqualTo(401);
    assertThat(unknown.body()).isEqualTo(wrong.body());
    assertThat(json(wrong).getJsonArray("sign_in")).isEqualTo(JsonArray.of("password"));
    assertThat(wrong.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
  }

  @Test
  void whoGuesses_waitsLongerAndLonger_andTheRightPasswordMustWaitToo() throws Exception {
    int tries = 0;
    HttpResponse<String> answer = signIn(Users.OPERATOR, "wrong");
    while (answer.statusCode() == 401) {
      answer = signIn(Users.OPERATOR, "wrong " + tries++);
    }
    assertThat(tries).isBetween(3, 10);
    assertThat(answer.statusCode()).isEqualTo(429);
    int first = Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow());
    assertThat(first).isBetween(1, 10);
    assertThat(signIn(Users.OPERATOR, Users.OPERATOR_PASSWORD).statusCode()).isEqualTo(429);
    // Others at the same address may still try.
    assertThat(signIn(Users.VIEWER, Users.VIEWER_PASSWORD).statusCode()).isEqualTo(201);

    node.clock.pass(Duration.ofSeconds(first));
    assertThat(signIn(Users.OPERATOR, "wrong again").statusCode()).isEqualTo(401);
    answer = signIn(Users.OPERATOR, "wrong again");
    assertThat(Integer.parseInt(answer.headers().firstValue("Retry-After").orElseThrow()))
        .isGreaterThan(first);

    node.clock.pass(Duration.ofMinutes(5));
    assertThat(signIn(Users.OPERATOR, Users.OPERATOR_PASSWORD).statusCode()).isEqualTo(201);
    // Success forgets what was before.
    assertThat(signIn(Users.OPERATOR, "wrong").statusCode()).isEqualTo(401);
    assertThat(signIn(Users.OPERATOR, Users.OPERATOR_PASSWORD).statusCode()).isEqualTo(201);
  }

  @Test
  void whoTriesManyUsers_waits_andUsersThatDoNotExistCountAsWell() throws Exception {
    int status = 401;
    for (int i = 0; i < 40 && status == 401; i++) {
      status = signIn("user" + i, "wrong").statusCode();
    }
    assertThat(status).isEqualTo(429);
    assertThat(signIn(Users.OPERATOR, Users.OPERATOR_PASSWORD).statusCode()).isEqualTo(429);
  }

  @Test
  void whoGuessesTokens_waits_butTheSameWrongOneAgainIsNoGuess() throws Exception {
    for (int i = 0; i < 100; i++) {
      assertThat(withToken("always the same").statusCode()).isEqualTo(401);
    }
    assertThat(withToken(TestNode.ALMIGHTY).statusCode()).isEqualTo(200);
    int status = 401;
    for (int i = 0; i < 40 && status == 401; i++) {
      status = withToken("guess " + i).statusCode();
    }
    assertThat(status).isEqualTo(429);
    HttpResponse<String> locked = withToken(TestNode.ALMIGHTY);
    assertThat(locked.statusCode()).isEqualTo(429);
    int wait = Integer.parseInt(locked.headers().firstValue("Retry-After").orElseThrow());
    node.clock.pass(Duration.ofSeconds(wait));
    assertThat(withToken(TestNode.ALMIGHTY).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> withToken(String token) throws Exception {
    return node.send(node.to(SESSION).header("Authorization", "Bearer " + token).GET());
  }

  @ParameterizedTest
  @CsvSource({
    "Origin, https://evil.example",
    "Origin, http://127.0.0.1:1",
    "Origin, null",
    "Origin, 'not an origin'",
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site"
  })
  void pagesOfOtherOrigins_cannotSignIn(String header, String value) throws Exception {
    HttpRequest.Builder request =
        Browser.signIn(node, Users.OPERATOR, Users.OPERATOR_PASSWORD).header(header, value);
    HttpResponse<String> answer = node.send(request);
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void consoleItself_canSignIn() throws Exception {
    String origin = node.to("/").build().uri().resolve("/").toString().replaceFirst("/$", "");
    HttpRequest.Builder request =
        Browser.signIn(node, Users.OPERATOR, Users.OPERATOR_PASSWORD)
            .header("Origin", origin)
            .header("Sec-Fetch-Site", "same-origin");
    assertThat(node.send(request).statusCode()).isEqualTo(201);
  }

  @ParameterizedTest
  @CsvSource({"text/plain", "application/x-www-form-urlencoded", "multipart/form-data"})
  void formOfAnotherPage_cannotSignIn(String contentType) throws Exception {
    HttpResponse<String> answer =
        node.send(
            node.to(SESSION)
                .header("Content-Type", contentType)
                .POST(BodyPublishers.ofString("{\"user\":\"olga\",\"password\":\"x\"}")));
    assertThat(answer.statusCode()).isEqualTo(415);
  }

  @Test
  void passwordThatBcryptWouldCut_isRefusedInClearWords() throws Exception {
    HttpResponse<String> answer = signIn(Users.OPERATOR, "ö".repeat(37));
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(json(answer).getString("detail")).contains("password", "72 bytes");
  }

  @Test
  void whatWasTried_isInTheAudit_withoutPasswordsAndTokens() throws Exception {
    signIn(Users.OPERATOR, "a secret guess");
    signIn("a secret in the wrong field", "another secret");
    Browser viewer = Browser.signedIn(node, Users.VIEWER, Users.VIEWER_PASSWORD);
    node.send(
        viewer
            .to("/api/v1/updates")
            .header("X-CSRF-Token", viewer.csrf())
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"topics\":[\"a\"],\"data\":\"a secret text\"}")));
    node.send(
        node.to("/api/v1/updates")
            .header("Authorization", "Bearer " + TestNode.ALMIGHTY)
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString("{\"topics\":[\"a\",\"b\"],\"data\":\"a secret text\"}")));
    String audit = node.get("/api/v1/audit").body();
    assertThat(
            new JsonObject(audit)
                .getJsonArray("calls").stream()
                    .map(JsonObject.class::cast)
                    .map(
                        c ->
                            String.join(
                                "|",
                                c.getString("who"),
                                c.getString("address"),
                                c.getString("action"),
                                c.getString("target", ""),
                                c.getString("result"))))
        .containsExactly(
            "almighty|127.0.0.1|publish|a, b|published urn:test:1",
            "vera|127.0.0.1|publish||refused: this call needs the permission \"publish\"",
            "vera|127.0.0.1|signIn||done",
            "(unknown user)|127.0.0.1|signIn||refused: the user or the password is wrong",
            "olga|127.0.0.1|signIn||refused: the user or the password is wrong");
    assertThat(audit).doesNotContain("secret", viewer.cookie(), viewer.csrf(), TestNode.ALMIGHTY);
  }
}
