package org.realtimehub.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class HealthTest {

  private TestNode node;

  @BeforeEach
  void start() throws Exception {
    node = new TestNode(Duration.ofHours(1));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private static JsonObject check(TestNode.Answer answer, String id) {
    JsonArray checks = new JsonObject(answer.body()).getJsonArray("checks");
    return checks.stream()
        .map(JsonObject.class::cast)
        .filter(check -> id.equals(check.getString("id")))
        .findAny()
        .orElseThrow();
  }

  private void assertNotReady(String id, String reason) throws Exception {
    TestNode.Answer answer = node.get("/health/ready");
    assertThat(answer.status()).isEqualTo(503);
    assertThat(new JsonObject(answer.body()).getString("status")).isEqualTo("DOWN");
    JsonObject check = check(answer, id);
    assertThat(check.getString("status")).isEqualTo("DOWN");
    assertThat(check.getJsonObject("data").getString("reason")).startsWith(reason);
    assertThat(node.get("/health/live").status()).isEqualTo(200);
  }

  @Test
  void healthyNode_isLiveAndReady() throws Exception {
    TestNode.Answer live = node.get("/health/live");
    assertThat(live.status()).isEqualTo(200);
    assertThat(live.contentType()).isEqualTo("application/json");
    assertThat(new JsonObject(live.body()).getString("status")).isEqualTo("UP");
    TestNode.Answer ready = node.get("/health/ready");
    assertThat(ready.status()).isEqualTo(200);
    assertThat(new JsonObject(ready.body()).getString("status")).isEqualTo("UP");
    assertThat(check(ready, "log").getString("status")).isEqualTo("UP");
  }

  @Test
  void drainingNode_isNotReady_andSaysSo() throws Exception {
    node.draining.set(true);
    assertNotReady("accepting", "the node is shutting down");
  }

  @Test
  void problemOfAnotherPart_makesTheNodeNotReady_untilItIsOver() throws Exception {
    node.problem.set("bans could not be read");
    assertNotReady("restrictions", "bans could not be read");
    node.problem.set(null);
    assertThat(node.get("/health/ready").status()).isEqualTo(200);
  }

  @Test
  void logThatFails_makesTheNodeNotReady_untilItRecovers() throws Exception {
    node.log.beforeBounds(() -> Future.failedFuture("connection refused"));
    assertNotReady("log", "the log does not answer: connection refused");
    node.log.beforeBounds(Future::succeededFuture);
    assertThat(node.get("/health/ready").status()).isEqualTo(200);
  }

  @Test
  void logThatThrows_makesTheNodeNotReady() throws Exception {
    node.log.beforeBounds(
        () -> {
          throw new IllegalStateException("closed");
        });
    assertNotReady("log", "the log does not answer: closed");
  }

  @Test
  void logThatDoesNotAnswer_makesTheNodeNotReady() throws Exception {
    node.log.beforeBounds(() -> Promise.<Void>promise().future());
    assertNotReady("log", "the log does not answer");
  }

  @Test
  void nodeThatLostTheOthers_isNotReady_andSaysSo() throws Exception {
    node.together = Set.of("one");
    assertNotReady("cluster", "only 1 of the 2 nodes are together that it takes");
    node.together = Set.of("one", "other");
    assertThat(node.get("/health/ready").status()).isEqualTo(200);
  }
}
