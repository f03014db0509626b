package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What the admin side answers is what its contract promises: no field more, and none of another
 * type.
 */
@Timeout(120)
@SuppressWarnings("try") // Streams that only have to be open.
class AdminContractTest {

  private static final String TOPIC = "https://example.com/books/1";
  private static final String SCHEMAS = "#/components/schemas/";

  /** Streams, and redirections of a browser. */
  private static final Set<String> NOT_JSON =
      Set.of("live", "tailTopic", "beginOidcSignIn", "endOidcSignIn");

  private static TestHub hub;
  private static JsonObject contract;

  @BeforeAll
  static void start() {
    hub = TestHub.start("sweep.every=1h");
    contract = closed(new JsonObject(call("GET", "/openapi.json", null).body()));
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  /** A copy by which what is not named is not allowed, as far as one schema says all. */
  private static JsonObject closed(JsonObject document) {
    JsonObject copy = document.copy();
    JsonObject schemas = copy.getJsonObject("components").getJsonObject("schemas");
    schemas.forEach(
        schema -> {
          if (!schema.getKey().equals("Connection")) {
            close((JsonObject) schema.getValue());
          }
        });
    JsonObject detail = schemas.getJsonObject("ConnectionDetail");
    JsonObject all = detail.getJsonArray("allOf").getJsonObject(1);
    all.remove("additionalProperties");
    detail.put("unevaluatedProperties", false);
    return copy;
  }

  private static void close(JsonObject schema) {
    if (schema.containsKey("properties") && !schema.containsKey("additionalProperties")) {
      schema.put("additionalProperties", false);
    }
    for (Map.Entry<String, Object> member : schema) {
      if (member.getValue() instanceof JsonObject inner) {
        close(inner);
      } else if (member.getValue() instanceof JsonArray many) {
        many.stream()
            .filter(JsonObject.class::isInstance)
            .forEach(inner -> close((JsonObject) inner));
      }
    }
  }

  private static HttpResponse<String> call(String method, String path, @Nullable JsonObject body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(hub.admin("/api/v1") + path))
            .header("Authorization", "Bearer " + TestHub.ADMIN.token())
            .method(
                method,
                body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.encode()));
    return hub.send(
        (body == null ? request : request.header("Content-Type", "application/json")).build());
  }

  private static JsonObject checked(
      String method, String path, String template, @Nullable JsonObject body) {
    HttpResponse<String> answer = call(method, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isIn(200, 201);
    JsonObject json = new JsonObject(answer.body());
    JsonObject operation =
        contract
            .getJsonObject("paths")
            .getJsonObject(template)
            .getJsonObject(method.toLowerCase(Locale.ROOT));
    JsonObject promised =
        operation
            .getJsonObject("responses")
            .getJsonObject(Integer.toString(answer.statusCode()))
            .getJsonObject("content")
            .getJsonObject("application/json")
            .getJsonObject("schema");
    assertThat(wrong(json, promised)).as(method + " " + path + ": " + json.encode()).isEmpty();
    return json;
  }

  private static JsonObject get(String path) {
    return checked("GET", path, path.split("\\?", 2)[0], null);
  }

  private static JsonObject post(String path, JsonObject body) {
    return checked("POST", path, path, body);
  }

  private static String wrong(JsonObject json, JsonObject promised) {
    JsonObject schema =
        promised.copy().put("components", contract.getJsonObject("components").copy());
    OutputUnit found =
        Validator.create(
                JsonSchema.of(schema),
                new JsonSchemaOptions()
                    .setBaseUri("https://hub.test/")
                    .setDraft(Draft.DRAFT202012)
                    .setOutputFormat(OutputFormat.Basic))
            .validate(json);
    return Boolean.TRUE.equals(found.getValid()) ? "" : String.valueOf(found.getErrors());
  }

  @Test
  void wrongAnswer_wouldBeNoticed() {
    JsonObject ban = new JsonObject().put("$ref", SCHEMAS + "Ban");
    JsonObject right =
        new JsonObject(
            "{'kind':'token','name':'n','since':'2026-01-01T00:00:00Z','by':'b','reason':''}"
                .replace('\'', '"'));
    assertThat(wrong(right, ban)).isEmpty();
    assertThat(wrong(right.copy().put("more", 1), ban)).contains("more");
    assertThat(wrong(right.copy().put("kind", "person"), ban)).contains("kind");
    assertThat(wrong(right.copy().put("since", "yesterday"), ban)).contains("since");
    right.remove("by");
    assertThat(wrong(right, ban)).contains("by");
    JsonObject detail = new JsonObject().put("$ref", SCHEMAS + "ConnectionDetail");
    JsonObject connection =
        new JsonObject(
            "{'id':'i','node':'n','address':'a','matchers':[],"
                .concat("'opened':'2026-01-01T00:00:00Z','idle':0,'lag':0,'waiting':0}")
                .replace('\'', '"'));
    assertThat(wrong(connection, detail)).isEmpty();
    assertThat(wrong(connection.copy().put("more", 1), detail)).isNotEmpty();
  }

  @Test
  void everyAnswer_isAsPromised() {
    String token = TestTokens.named("alice", "alices-token");
    try (EventStream one = hub.subscribeAs(token, "match", TOPIC, "topic", "/x/{id}");
        EventStream other = hub.subscribe("match", TOPIC)) {
      hub.publish("topic", TOPIC, "data", "1", "type", "news", "retry", "500");
      hub.publish("topic", TOPIC, "data", "2", "private", "on", "ttl", "60");
      hub.publish("topic", TOPIC, "data", "3", "ephemeral", "on");
      one.next();
      other.next();
      assertThat(post("/updates", new JsonObject().put("topics", JsonArray.of("/a")))).isNotEmpty();
      post("/bans", new JsonObject().put("kind", "subject").put("name", "bob").put("duration", 60));
      post("/bans", new JsonObject().put("kind", "subject").put("name", "carol"));
      post("/sweeps", new JsonObject().put("dry_run", true));
      post("/connections/close", new JsonObject().put("all", true).put("dry_run", true));
      Awaitility.await()
          .atMost(TestHub.PATIENCE)
          .until(() -> !get("/series").getJsonArray("times").isEmpty());

      Set<String> looked = new TreeSet<>();
      for (Map.Entry<String, Object> path : contract.getJsonObject("paths")) {
        JsonObject operation = ((JsonObject) path.getValue()).getJsonObject("get");
        if (operation == null || NOT_JSON.contains(operation.getString("operationId"))) {
          continue;
        }
        looked.add(operation.getString("operationId"));
        if (path.getKey().contains("{id}")) {
          for (Object row : get("/connections").getJsonArray("connections")) {
            String id = ((JsonObject) row).getString("id");
            checked("GET", path.getKey().replace("{id}", id), path.getKey(), null);
          }
        } else {
          get(path.getKey());
        }
      }
      assertThat(looked).hasSizeGreaterThan(12);
      // Each has something in it.
      assertThat(get("/connections?limit=1").getString("next")).isNotEmpty();
      assertThat(get("/topics?limit=1").getString("next")).isNotEmpty();
      assertThat(get("/topics/history?limit=1").getString("next")).isNotEmpty();
      assertThat(get("/topics/history?topic=" + TOPIC).getJsonArray("updates")).hasSize(2);
      assertThat(get("/matchers?limit=1").getString("next")).isNotEmpty();
      assertThat(get("/bans?limit=1").getString("next")).isNotEmpty();
      assertThat(get("/audit").getJsonArray("calls")).hasSizeGreaterThan(3);
      assertThat(get("/sweeps").getJsonArray("sweeps")).hasSize(1);
      assertThat(get("/nodes").getJsonArray("nodes")).hasSize(1);
    }
  }

  @Test
  void problems_areAsPromised() {
    JsonObject promised = new JsonObject().put("$ref", SCHEMAS + "Problem");
    for (String path : new String[] {"/connections?limit=0", "/connections/none", "/none"}) {
      assertThat(wrong(new JsonObject(call("GET", path, null).body()), promised)).isEmpty();
    }
    HttpRequest nobody = HttpRequest.newBuilder(hub.admin("/api/v1/session")).build();
    assertThat(wrong(new JsonObject(hub.send(nobody).body()), promised)).isEmpty();
  }
}
