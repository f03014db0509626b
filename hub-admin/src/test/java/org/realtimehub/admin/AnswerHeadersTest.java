package org.realtimehub.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AnswerHeadersTest {

  private static TestNode node;

  @BeforeAll
  static void start() throws Exception {
    node = TestNode.of(Users.settings(TestNode.ALMIGHTY_TOKEN));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static HttpResponse<String> get(String path, String... headers) throws Exception {
    HttpRequest.Builder request = node.to(path).GET();
    return node.send(headers.length == 0 ? request : request.headers(headers));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/health/live",
        "/health/ready",
        "/metrics",
        "/nothing",
        "/api/v1/session",
        "/api/v1/nothing",
        "/api/v1/connections?limit=x"
      })
  void everyAnswer_tellsBrowsersToBeCareful(String path) throws Exception {
    HttpHeaders headers = get(path, "Authorization", "Bearer " + TestNode.ALMIGHTY).headers();
    String policy = headers.firstValue("Content-Security-Policy").orElseThrow();
    assertThat(policy)
        .contains(
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'")
        .doesNotContain("unsafe", "*", "http:");
    assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
    assertThat(headers.firstValue("Cross-Origin-Opener-Policy")).contains("same-origin");
    assertThat(headers.firstValue("Cross-Origin-Resource-Policy")).contains("same-origin");
    // The console's page holds no data, and may be kept by who asks whether it is still that.
    assertThat(headers.firstValue("Cache-Control"))
        .contains(path.equals("/") ? "no-cache" : "no-store");
  }

  @Test
  void otherOrigins_getNothing() throws Exception {
    HttpResponse<String> answer =
        get(
            "/api/v1/session",
            "Origin",
            "https://evil.example",
            "Authorization",
            "Bearer " + TestNode.ALMIGHTY);
    assertThat(answer.headers().map().keySet())
        .noneMatch(header -> header.startsWith("access-control-"));
    HttpRequest.Builder preflight =
        node.to("/api/v1/session")
            .header("Origin", "https://evil.example")
            .header("Access-Control-Request-Method", "POST")
            .method("OPTIONS", HttpRequest.BodyPublishers.noBody());
    HttpResponse<String> refused = node.send(preflight);
    assertThat(refused.statusCode()).isEqualTo(405);
    assertThat(refused.headers().map().keySet())
        .noneMatch(header -> header.startsWith("access-control-"));
  }

  @Test
  void whoIsNotKnown_isToldHowToSignIn_butBrowsersOpenNoWindow() throws Exception {
    HttpResponse<String> answer = get("/api/v1/session");
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().allValues("WWW-Authenticate")).containsExactly("Bearer");
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonObject problem = new JsonObject(answer.body());
    assertThat(problem.getInteger("status")).isEqualTo(401);
    assertThat(problem.getJsonArray("sign_in")).containsExactly("password");
    HttpResponse<String> wrong = get("/metrics", "Authorization", "Bearer x");
    assertThat(wrong.headers().allValues("WWW-Authenticate"))
        .containsExactly("Bearer error=\"invalid_token\"");
  }
}
