package org.realtimehub.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What requests must be like is what the contract says; answers tell what was wrong with them. */
final class RequestCheckTest {

  private static final String API = "/api/v1";

  private static TestNode node;

  @BeforeAll
  static void start() throws Exception {
    node = TestNode.of(Users.settings(TestNode.ALMIGHTY_TOKEN));
    node.together = Set.of("one");
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @BeforeEach
  void forget() {
    node.published.clear();
  }

  private static HttpResponse<String> send(String method, String path, String body)
      throws Exception {
    HttpRequest.Builder request =
        node.to(API + path)
            .header("Authorization", "Bearer " + TestNode.ALMIGHTY)
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return node.send(body.isEmpty() ? request : request.header("Content-Type", "application/json"));
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String... words) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonObject problem = new JsonObject(answer.body());
    assertThat(problem.getInteger("status")).isEqualTo(status);
    assertThat(problem.getString("title")).isNotEmpty();
    assertThat(problem.getString("type")).startsWith("urn:hub:problem:");
    for (String word : words) {
      assertThat(problem.getString("detail")).contains(word);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "/connections?limit=0; limit; less than 1",
        "/connections?limit=501; limit; greater than 500",
        "/connections?limit=many; limit; Expected integer",
        "/connections?sort=size; sort; does not match any of",
        "/connections?min_age=-1; min_age; less than 0",
        "/connections?min_lag=1.5; min_lag; Expected integer",
        "/connections?subjct=a; subjct; there is no",
        "/connections?subject=a&subject=b; subject; twice",
        "/connections?cursor=invented; cursor; gave",
        "/matchers?cursor=invented; cursor; gave",
        "/bans?kind=all; kind; does not match any of"
      })
  void wrongParameter_isNamed(String path, String name, String reason) throws Exception {
    assertProblem(send("GET", path, ""), 400, name, reason);
  }

  @Test
  void missingParameter_isNamed() throws Exception {
    assertProblem(send("DELETE", "/bans?kind=subject", ""), 400, "name", "needs");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "/bans; {\"kind\":\"subject\"}; name",
        "/bans; {\"kind\":\"person\",\"name\":\"x\"}; kind",
        "/bans; {\"kind\":\"subject\",\"name\":7}; name",
        "/bans; {\"kind\":\"subject\",\"name\":\"x\",\"duration\":0}; duration",
        "/bans; {\"kind\":\"subject\",\"name\":\"x\",\"for\":1}; for",
        "/updates; {\"topics\":[\"a\",\"\"]}; topics/1",
        "/updates; {\"topics\":\"a\"}; topics",
        "/updates; []; body",
        "/updates; {\"topics\":; JSON",
        "/sweeps; {\"limits\":{\"idle_after\":-1}}; limits/idle_after",
        "/connections/close; {}; all",
        "/connections/close; {\"dry_run\":true}; all",
        "/connections/close; {\"min_age\":0}; all",
        "/connections/close; {\"min_idle\":0.0,\"min_lag\":0,\"min_waiting\":0}; all"
      })
  void wrongField_isNamed(String path, String body, String name) throws Exception {
    assertProblem(send("POST", path, body), 400, name);
  }

  @Test
  void missingBody_isMissed() throws Exception {
    HttpRequest.Builder request =
        node.to(API + "/bans")
            .header("Authorization", "Bearer " + TestNode.ALMIGHTY)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.noBody());
    assertProblem(node.send(request), 400, "body");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-1", "\"quoted\"", "true", "null", "[1]", "{\"a\":1}", "a+b%20c", "ü", "\\x"})
  void textOfAParameter_isTakenAsItIs(String name) throws Exception {
    JsonObject ban = new JsonObject().put("kind", "token").put("name", name);
    assertThat(send("POST", "/bans", ban.encode()).statusCode()).isEqualTo(200);
    String query = "kind=token&name=" + URLEncoder.encode(name, StandardCharsets.UTF_8);
    assertThat(bans()).contains(name);
    assertThat(send("DELETE", "/bans?" + query, "").statusCode()).isEqualTo(204);
    assertThat(bans()).doesNotContain(name);
  }

  private static Set<String> bans() throws Exception {
    JsonArray bans =
        new JsonObject(send("GET", "/bans?kind=token", "").body()).getJsonArray("bans");
    return bans.stream()
        .map(ban -> ((JsonObject) ban).getString("name"))
        .collect(java.util.stream.Collectors.toSet());
  }

  @Test
  void bans_comeInPages() throws Exception {
    for (String name : new String[] {"p1", "p2", "p3"}) {
      String body = new JsonObject().put("kind", "subject").put("name", name).encode();
      send("POST", "/bans", body);
    }
    JsonObject page = new JsonObject(send("GET", "/bans?limit=2", "").body());
    assertThat(page.getJsonArray("bans")).hasSize(2);
    JsonObject last =
        new JsonObject(send("GET", "/bans?limit=2&cursor=" + page.getString("next"), "").body());
    assertThat(last.getJsonArray("bans")).hasSize(1);
    assertThat(last.containsKey("next")).isFalse();
    JsonObject ban = last.getJsonArray("bans").getJsonObject(0);
    assertThat(ban.getString("by")).isEqualTo("almighty");
    assertThat(ban.containsKey("until")).isFalse();
  }

  @Test
  void whatIsNotThere_isNotFound() throws Exception {
    assertProblem(send("GET", "/nothing", ""), 404);
    assertProblem(send("GET", "/connections/unknown", ""), 404, "no such connection");
    assertProblem(send("DELETE", "/connections/unknown", ""), 404, "no such connection");
    assertThat(node.get("/nothing").contentType()).isEqualTo("application/problem+json");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "PUT; /bans; DELETE, GET, POST",
        "POST; /connections; GET",
        "DELETE; /updates; POST",
        "HEAD; /config; GET",
        "POST; /connections/x; DELETE, GET"
      })
  void otherMethods_areRefused_withThoseThatThereAre(String method, String path, String allowed)
      throws Exception {
    HttpResponse<String> answer = send(method, path, "");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("Allow")).contains(allowed);
    if (!method.equals("HEAD")) {
      assertProblem(answer, 405, allowed);
    }
  }

  @Test
  void bodyThatIsTooLarge_isRefused_announcedOrNot() throws Exception {
    String large = "{\"topics\":[\"a\"],\"data\":\"" + "x".repeat(2 << 20) + "\"}";
    assertProblem(send("POST", "/updates", large), 413);
    HttpRequest.Builder chunked =
        node.to(API + "/updates")
            .header("Authorization", "Bearer " + TestNode.ALMIGHTY)
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofInputStream(
                    () ->
                        new java.io.ByteArrayInputStream(large.getBytes(StandardCharsets.UTF_8))));
    assertProblem(node.send(chunked), 413);
    assertThat(node.published).isEmpty();
  }

  /** Anybody can send this one. */
  @Test
  void bodyThatIsLargerThanItCanBe_isRefused_beforeAnybodyIsKnown() throws Exception {
    HttpRequest.Builder signIn =
        Browser.signIn(node, Users.VIEWER, "x".repeat(64 << 10))
            .version(HttpClient.Version.HTTP_1_1);
    assertProblem(node.send(signIn), 413);
  }

  @Test
  void bodyWithMoreValuesThanItCanHave_isRefused_beforeEachIsChecked() throws Exception {
    String topics = "5,".repeat(500_000);
    long begin = System.nanoTime();
    assertProblem(send("POST", "/updates", "{\"topics\":[" + topics + "5]}"), 413, "values");
    // A hundredth of what the check of each takes.
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
    String most = "\"a\",".repeat(9_999);
    String body = "{\"topics\":[" + most + "\"a\"],\"data\":\"" + "x".repeat(1 << 20) + "\"}";
    assertThat(send("POST", "/updates", body).statusCode()).isEqualTo(201);
  }

  @Test
  void longNames_areNotRepeatedWhole() throws Exception {
    String body = "{\"kind\":\"token\",\"name\":\"a\",\"" + "k".repeat(10_000) + "\":1}";
    HttpResponse<String> answer = send("POST", "/bans", body);
    assertProblem(answer, 400, "kkk");
    assertThat(answer.body()).hasSizeLessThan(1_000);
  }

  @Test
  void otherMediaTypes_areRefused() throws Exception {
    HttpRequest.Builder request =
        node.to(API + "/updates")
            .header("Authorization", "Bearer " + TestNode.ALMIGHTY)
            .header("Content-Type", "text/plain")
            .POST(BodyPublishers.ofString("{\"topics\":[\"a\"]}"));
    assertProblem(node.send(request), 415, "application/json");
  }

  @Test
  void contract_isServed_andIsWhatIsChecked() throws Exception {
    JsonObject contract = new JsonObject(send("GET", "/openapi.json", "").body());
    assertThat(contract.getString("openapi")).startsWith("3.1");
    assertThat(contract.getJsonObject("paths").fieldNames()).contains("/connections/{id}");
    assertThat(contract.encode()).doesNotContain("__absolute");
  }

  @Test
  void update_isPublishedInTheWordsOfThePublicPort() throws Exception {
    String body =
        """
        {"topics": ["a", "b"], "data": "x\\ny", "id": "i", "type": "t", "retry": 5, "private": true,
         "ephemeral": false, "ttl": 60, "exclude": "e", "idempotency_key": "k"}
        """;
    HttpResponse<String> answer = send("POST", "/updates", body);
    assertThat(answer.statusCode()).isEqualTo(201);
    assertThat(new JsonObject(answer.body()).getString("id")).isEqualTo("urn:test:1");
    assertThat(node.published.get(0).toString())
        .isEqualTo(
            "[topic=a, topic=b, data=x\ny, id=i, type=t, retry=5, ttl=60, exclude=e,"
                + " idempotency_key=k, private=on]");
  }
}
