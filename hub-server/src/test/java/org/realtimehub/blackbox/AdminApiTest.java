package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.launchdarkly.eventsource.MessageEvent;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators do through the API, and what becomes of it on the public port. */
@Timeout(120)
@SuppressWarnings("try") // Streams that only have to be open.
class AdminApiTest {

  private static final String TOPIC = "https://example.com/books/1";

  private TestHub hub;

  @BeforeEach
  void start() {
    hub = TestHub.start("publish.max-field=2KiB", "sweep.every=1h");
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private HttpResponse<String> call(String method, String path, String body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(hub.admin("/api/v1" + path))
            .header("Authorization", "Bearer " + TestHub.ADMIN.token())
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    return hub.send(
        (body.isEmpty() ? request : request.header("Content-Type", "application/json")).build());
  }

  private JsonObject get(String path) {
    HttpResponse<String> answer = call("GET", path, "");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return new JsonObject(answer.body());
  }

  private JsonObject post(String path, JsonObject body, int status) {
    HttpResponse<String> answer = call("POST", path, body.encode());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    return new JsonObject(answer.body());
  }

  private static JsonObject update(String topic) {
    return new JsonObject().put("topics", JsonArray.of(topic));
  }

  @Test
  void updateOfAnOperator_reachesSubscribers() {
    try (EventStream stream = hub.subscribe("match", TOPIC)) {
      JsonObject body = update(TOPIC).put("data", "a\nb").put("id", "urn:x").put("type", "news");
      assertThat(post("/updates", body, 201).getString("id")).isEqualTo("urn:x");
      MessageEvent event = stream.next();
      assertThat(event.getData()).isEqualTo("a\nb");
      assertThat(event.getLastEventId()).isEqualTo("urn:x");
      assertThat(event.getEventName()).isEqualTo("news");
    }
  }

  @Test
  void idempotencyKeyOfAnOperator_countsOnce() {
    JsonObject body = update(TOPIC).put("idempotency_key", "k");
    String id = post("/updates", body, 201).getString("id");
    assertThat(post("/updates", body, 201).getString("id")).isEqualTo(id);
  }

  @ParameterizedTest
  @CsvSource({
    "topic, *",
    "topic, /.well-known/mercure/subscriptions/x",
    "type, mercure",
    "id, #x",
    "exclude, nobody"
  })
  void whatThePublicPortRefuses_isRefusedInTheSameWords(String field, String value) {
    JsonObject body = field.equals("topic") ? update(value) : update(TOPIC).put(field, value);
    JsonObject problem = post("/updates", body, 400);
    HttpResponse<String> other =
        field.equals("topic")
            ? hub.tryPublish("topic", value)
            : hub.tryPublish("topic", TOPIC, field, value);
    assertThat(problem).isEqualTo(new JsonObject(other.body()));
    assertThat(problem.getString("detail")).contains(field);
  }

  @Test
  void fieldThatIsTooLarge_isRefused() {
    JsonObject problem = post("/updates", update(TOPIC).put("data", "x".repeat(3_000)), 413);
    assertThat(problem.getString("detail")).contains("data", "2048");
  }

  @Test
  void connection_isFound_shownWhole_andClosed() {
    String token = TestTokens.named("alice", "alices-token");
    try (EventStream stream = hub.subscribeAs(token, "match", TOPIC)) {
      hub.publish("topic", TOPIC, "data", "1");
      stream.next();
      JsonObject row = rows("/connections?subject=alice").get(0);
      assertThat(row.getString("address")).isEqualTo("127.0.0.1");
      assertThat(row.getJsonArray("matchers").getJsonObject(0))
          .isEqualTo(new JsonObject().put("type", "exact").put("value", TOPIC));
      String id = row.getString("id");
      JsonObject whole = get("/connections/" + id);
      assertThat(whole.getString("form")).isEqualTo("stream");
      assertThat(whole.getString("protocol")).startsWith("HTTP/");
      assertThat(whole.getString("node")).isEqualTo(get("/session").getString("node"));
      assertThat(rows("/connections?subject=bob")).isEmpty();
      assertThat(rows("/matchers?q=books")).hasSize(1);

      assertThat(call("DELETE", "/connections/" + id, "").statusCode()).isEqualTo(200);
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> hub.connections() == 0);
      assertThat(call("DELETE", "/connections/" + id, "").statusCode()).isEqualTo(404);
      assertThat(call("GET", "/connections/" + id, "").statusCode()).isEqualTo(404);
    }
  }

  private List<JsonObject> rows(String path) {
    JsonObject page = get(path);
    String rows = path.startsWith("/matchers") ? "matchers" : "connections";
    return page.getJsonArray(rows).stream().map(JsonObject.class::cast).toList();
  }

  @Test
  void closingMany_countsFirst_andDemandsToBeMeant() {
    try (EventStream one = hub.subscribe("match", TOPIC);
        EventStream other = hub.subscribe("match", TOPIC + "/other")) {
      assertThat(post("/connections/close", new JsonObject(), 400).getString("detail"))
          .contains("all");
      JsonObject one1 = new JsonObject().put("topic", TOPIC);
      JsonObject counted = post("/connections/close", one1.copy().put("dry_run", true), 200);
      assertThat(counted.getInteger("matched")).isEqualTo(1);
      assertThat(hub.connections()).isEqualTo(2);
      assertThat(post("/connections/close", one1, 200).getInteger("matched")).isEqualTo(1);
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> hub.connections() == 1);
      JsonObject all = post("/connections/close", new JsonObject().put("all", true), 200);
      assertThat(all.getInteger("matched")).isEqualTo(1);
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> hub.connections() == 0);
    }
  }

  @Test
  void bannedSubject_isTurnedAway_untilItIsNot() {
    String token = TestTokens.named("mallory", "mallorys-token");
    JsonObject ban =
        new JsonObject()
            .put("kind", "subject")
            .put("name", "mallory")
            .put("duration", 60)
            .put("reason", "noise");
    assertThat(post("/bans", ban, 200).getString("by")).isEqualTo("test");
    // The status that tells EventSource to stay away.
    String authorization = "Bearer " + token;
    assertThat(hub.get(hub.url("match", TOPIC), "Authorization", authorization).statusCode())
        .isEqualTo(204);
    assertThat(call("DELETE", "/bans?kind=subject&name=mallory", "").statusCode()).isEqualTo(204);
    try (EventStream stream = hub.subscribeAs(token, "match", TOPIC)) {
      assertThat(hub.connections()).isEqualTo(1);
    }
  }

  @Test
  void sweep_isRunAndRemembered() {
    JsonObject before = get("/sweeps");
    assertThat(before.getDouble("every")).isEqualTo(3600);
    assertThat(before.getJsonObject("limits").getDouble("stalled_after")).isEqualTo(30);
    try (EventStream stream = hub.subscribe("match", TOPIC)) {
      JsonObject limits = new JsonObject().put("over_age_after", 0.001);
      JsonObject order = new JsonObject().put("limits", limits).put("dry_run", true);
      Awaitility.await()
          .atMost(TestHub.PATIENCE)
          .until(() -> only(post("/sweeps", order, 200)).getInteger("over_age") == 1);
      assertThat(hub.connections()).isEqualTo(1);
      JsonObject swept = only(post("/sweeps", order.put("dry_run", false), 200));
      assertThat(swept.getString("trigger")).isEqualTo("operator");
      assertThat(swept.getInteger("over_age")).isEqualTo(1);
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> hub.connections() == 0);
      assertThat(get("/sweeps").getJsonArray("sweeps").getJsonObject(0)).isEqualTo(swept);
    }
  }

  private static JsonObject only(JsonObject answer) {
    assertThat(answer.getJsonArray("sweeps")).hasSize(1);
    return answer.getJsonArray("sweeps").getJsonObject(0);
  }

  @Test
  void configuration_saysWhereEachValueComesFrom() {
    JsonObject config = get("/config");
    assertThat(value(config, "sweep.every").getString("origin")).isEqualTo("flag");
    assertThat(value(config, "sweep.every").getString("value")).isEqualTo("1h");
    assertThat(value(config, "history.max-age").getString("origin")).isEqualTo("default");
    assertThat(value(config, "authorization.anonymous").getString("origin"))
        .isEqualTo("development");
    assertThat(value(config, "admin.tokens[0].name").getString("source"))
        .isEqualTo("HUB_ADMIN_TOKENS_0_NAME");
  }

  private static JsonObject value(JsonObject config, String key) {
    return config.getJsonArray("values").stream()
        .map(JsonObject.class::cast)
        .filter(value -> value.getString("key").equals(key))
        .findAny()
        .orElseThrow();
  }
}
