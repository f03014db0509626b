package org.realtimehub.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the cluster is, told each second, over real HTTP. */
@Timeout(120)
final class LiveTest {

  private static final String LIVE = "/api/v1/live";

  private TestNode node;

  @BeforeEach
  void start() throws Exception {
    node = TestNode.of(Users.settings(TestNode.ALMIGHTY_TOKEN));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private Watcher watch() throws Exception {
    return Watcher.open(node, TestNode.ALMIGHTY, LIVE);
  }

  private static List<JsonObject> nodes(JsonObject cluster) {
    return cluster.getJsonArray("nodes").stream().map(JsonObject.class::cast).toList();
  }

  private static List<String> ids(JsonObject cluster) {
    return nodes(cluster).stream().map(entry -> entry.getString("id")).toList();
  }

  @Test
  void cluster_isTold_asItIsAnsweredWhenAskedFor() throws Exception {
    try (Watcher watcher = watch()) {
      JsonObject told = watcher.next("cluster");
      JsonObject asked = new JsonObject(node.get("/api/v1/nodes").body());
      assertThat(told.fieldNames()).isEqualTo(asked.fieldNames());
      assertThat(told.getString("self")).isEqualTo("one");
      assertThat(told.getInteger("minimum_size")).isEqualTo(2);
      assertThat(told.getJsonObject("health").getString("status")).isEqualTo("up");
      assertThat(ids(told)).containsExactly("one", "other");
    }
  }

  @Test
  void nodeThatIsNotHeardOf_isSilent_andOneThatDisappears_isGone() throws Exception {
    try (Watcher watcher = watch()) {
      // Nobody ever said anything for the other.
      JsonObject cluster = watcher.next("cluster");
      while (!nodes(cluster).get(1).getBoolean("silent")) {
        node.clock.pass(Duration.ofSeconds(1));
        cluster = watcher.next("cluster");
      }
      assertThat(nodes(cluster).get(1).containsKey("connections")).isFalse();
      node.together = Set.of("one");
      while (ids(cluster).size() > 1) {
        cluster = watcher.next("cluster");
      }
      assertThat(ids(cluster)).containsExactly("one");
      while (cluster.getJsonObject("health").getString("status").equals("up")) {
        cluster = watcher.next("cluster");
      }
      assertThat(cluster.getJsonObject("health").getString("summary")).contains("only 1 of the 2");
    }
  }

  /** Nobody answers for the other. */
  @ParameterizedTest
  @ValueSource(
      strings = {"/connections", "/connections?sort=lag", "/topics", "/matchers", "/sweeps"})
  void whatADeadNodeHolds_isMissing_andTheRestIsAnswered(String path) throws Exception {
    TestNode.Answer answer = node.get("/api/v1" + path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    JsonArray missing = new JsonObject(answer.body()).getJsonArray("missing");
    assertThat(missing).hasSize(1);
    assertThat(missing.getJsonObject(0).getString("node")).isEqualTo("other");
    assertThat(missing.getJsonObject(0).getString("why")).isNotEmpty();
  }

  @Test
  void pointsOfTheSeries_areToldAsTheyCome_andKept() throws Exception {
    try (Watcher watcher = watch()) {
      JsonObject point = watcher.next("point");
      assertThat(point.getJsonObject("nodes").fieldNames()).contains("one");
      JsonObject series = new JsonObject(node.get("/api/v1/series").body());
      assertThat(series.getInteger("step")).isEqualTo(5);
      assertThat(series.getJsonArray("times")).contains(point.getInteger("time"));
      int length = series.getJsonArray("times").size();
      JsonObject gauges = series.getJsonObject("nodes").getJsonObject("one");
      assertThat(gauges.fieldNames()).contains("connections", "memory_used");
      for (String gauge : gauges.fieldNames()) {
        assertThat(gauges.getJsonArray(gauge)).as(gauge).hasSize(length);
      }
    }
  }

  @Test
  void streamOfASession_endsWithIt_andNotBefore() throws Exception {
    Browser browser = Browser.signedIn(node, Users.VIEWER, Users.VIEWER_PASSWORD);
    Browser lasting = Browser.signedIn(node, Users.OPERATOR, Users.OPERATOR_PASSWORD);
    try (Watcher watcher = Watcher.open(node, browser.to(LIVE));
        Watcher other = Watcher.open(node, lasting.to(LIVE))) {
      node.send(browser.to("/api/v1/session").header("X-CSRF-Token", browser.csrf()).DELETE());
      await().until(watcher.ended::get);
      assertThat(other.ended).isFalse();
      // A stream is a use of its session, but no session lasts for longer.
      node.clock.pass(Duration.ofHours(12));
      await().until(other.ended::get);
    }
  }

  @Test
  void streamShowsThatItLives() throws Exception {
    try (Watcher watcher = watch()) {
      await().until(() -> watcher.signsOfLife.get() >= 2);
    }
  }

  @Test
  void numberOfStreams_isBounded() throws Exception {
    List<Watcher> watchers = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      watchers.add(watch());
    }
    assertThat(node.get(LIVE).status()).isEqualTo(503);
    watchers.get(0).close();
    await()
        .until(
            () ->
                node.head(
                        node.to(LIVE).header("Authorization", "Bearer " + TestNode.ALMIGHTY).GET())
                    == 200);
    for (Watcher watcher : watchers) {
      watcher.close();
    }
  }
}
