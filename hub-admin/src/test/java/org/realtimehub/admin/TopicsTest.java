package org.realtimehub.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.realtimehub.admin.access.AccessSettings;
import org.realtimehub.admin.access.ApiToken;
import org.realtimehub.admin.access.Permission;
import org.realtimehub.admin.topics.PublishedTopics;
import org.realtimehub.update.Handling;
import org.realtimehub.update.Update;
import org.realtimehub.update.Updates;

/** What is published, listed, looked back at and watched, over real HTTP. */
@Timeout(120)
final class TopicsTest {

  private static final String API = "/api/v1";
  private static final String READER = "may read but not what is private";
  private static final ApiToken READER_TOKEN = TestNode.token("reader", READER, Permission.READ);

  private TestNode node;

  @BeforeEach
  void start() throws Exception {
    AccessSettings access =
        new AccessSettings(
            Users.settings().accounts(),
            List.of(TestNode.ALMIGHTY_TOKEN, READER_TOKEN),
            Users.SESSION_TIMEOUT);
    node = new TestNode(Duration.ofHours(1), access, Updates.of("old", "/old"));
    node.together = Set.of("one");
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private JsonObject json(String path) throws Exception {
    TestNode.Answer answer = node.get(API + path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return new JsonObject(answer.body());
  }

  private static List<JsonObject> rows(JsonArray rows) {
    return rows.stream().map(JsonObject.class::cast).toList();
  }

  private void publish(Update... updates) throws Exception {
    for (Update update : updates) {
      node.publisher.publish(update).await(20, TimeUnit.SECONDS);
    }
  }

  private HttpRequest.Builder asReader(String path) {
    return node.to(API + path).header("Authorization", "Bearer " + READER);
  }

  @Test
  void topicOfBeforeTheStart_isKnown_butNotWhenItWasUsed() throws Exception {
    await().until(() -> json("/topics").getInteger("known") == 1);
    JsonObject row = json("/topics").getJsonArray("topics").getJsonObject(0);
    assertThat(row.getString("topic")).isEqualTo("/old");
    assertThat(row.containsKey("last")).isFalse();
    JsonArray required =
        json("/openapi.json")
            .getJsonObject("components")
            .getJsonObject("schemas")
            .getJsonObject("Topic")
            .getJsonArray("required");
    assertThat(row.fieldNames()).containsAll(required.stream().map(String.class::cast).toList());
  }

  @Test
  void listOfTopics_isBounded_andSaysSo() throws Exception {
    int more = PublishedTopics.REMEMBERED / 100 + 1;
    for (int i = 0; i < more; i++) {
      int first = i * 100;
      String[] topics =
          IntStream.range(first, first + 100).mapToObj(n -> "/t" + n).toArray(String[]::new);
      publish(Updates.of("u" + i, topics));
    }
    await()
        .untilAsserted(
            () -> {
              JsonObject page = json("/topics?q=/t" + (more * 100 - 1));
              assertThat(page.getJsonArray("topics")).hasSize(1);
              assertThat(page.getInteger("known")).isEqualTo(PublishedTopics.REMEMBERED);
              assertThat(page.getInteger("remembered")).isEqualTo(PublishedTopics.REMEMBERED);
            });
    assertThat(json("/topics?q=/old").getJsonArray("topics")).isEmpty();
  }

  @Test
  void history_comesInPages_newestFirst() throws Exception {
    for (int i = 0; i < 5; i++) {
      publish(Updates.of("a" + i, "/a"), Updates.of("b" + i, "/b"));
    }
    List<String> ids = new ArrayList<>();
    String next = "";
    while (next != null) {
      JsonObject page =
          json("/topics/history?topic=/a&limit=2" + (next.isEmpty() ? "" : "&cursor=" + next));
      rows(page.getJsonArray("updates")).forEach(update -> ids.add(update.getString("id")));
      next = page.getString("next");
    }
    assertThat(ids).containsExactly("a4", "a3", "a2", "a1", "a0");
    assertThat(json("/topics/history").getJsonArray("updates")).hasSize(11);
  }

  @Test
  void dataOfPrivateUpdates_isWithheld_fromWhoMayNotSeeIt() throws Exception {
    try (Watcher reader = Watcher.open(node, asReader("/topics/tail"));
        Watcher other = Watcher.open(node, TestNode.ALMIGHTY, API + "/topics/tail")) {
      publish(Updates.with("p", Handling.PRIVATE, "/p"));
      JsonObject seen = reader.next("update");
      assertThat(seen.getBoolean("withheld")).isTrue();
      assertThat(seen.containsKey("data")).isFalse();
      assertThat(other.next("update").getString("data")).isEqualTo("data of p");
      JsonObject page = new JsonObject(node.send(asReader("/topics/history?topic=/p")).body());
      assertThat(page.getJsonArray("updates").getJsonObject(0)).isEqualTo(seen);
    }
  }

  @Test
  void tail_showsTheUpdatesOfItsTopic_fromNowOn() throws Exception {
    publish(Updates.of("before", "/a"));
    await().until(() -> json("/topics?q=/a").getJsonArray("topics").size() == 1);
    try (Watcher watcher = Watcher.open(node, asReader("/topics/tail?topic=/a"))) {
      await().until(() -> watcher.signsOfLife.get() > 0);
      publish(
          Updates.of("other", "/b"),
          Updates.with("signal", Handling.signal("one"), "/a"),
          Updates.ephemeral("brief", "/a"),
          Updates.of("both", "/b", "/a"));
      assertThat(watcher.next("update").getString("id")).isEqualTo("brief");
      assertThat(watcher.next("update").getString("id")).isEqualTo("both");
    }
  }

  private int tail() throws Exception {
    return node.head(asReader("/topics/tail").version(HttpClient.Version.HTTP_1_1).GET());
  }

  @Test
  void numberOfTails_isBounded_andAnyEndFreesAPlace() throws Exception {
    Browser browser = Browser.signedIn(node, Users.VIEWER, Users.VIEWER_PASSWORD);
    List<Watcher> watchers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      watchers.add(Watcher.open(node, browser.to(API + "/topics/tail")));
    }
    HttpResponse<String> refused = node.send(asReader("/topics/tail"));
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.headers().firstValue("Retry-After")).contains("10");
    // Clients that leave.
    for (Watcher watcher : watchers.subList(0, 25)) {
      watcher.close();
    }
    await().until(() -> tail() == 200);
    // A session that ends, whose clients keep their connections.
    node.send(browser.to(API + "/session").header("X-CSRF-Token", browser.csrf()).DELETE());
    await().until(() -> watchers.stream().allMatch(watcher -> watcher.ended.get()));
    List<Watcher> others = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      others.add(Watcher.open(node, asReader("/topics/tail")));
    }
    await().until(() -> tail() == 503);
    publish(Updates.of("x", "/x"));
    for (Watcher watcher : others) {
      assertThat(watcher.next("update").getString("id")).isEqualTo("x");
    }
  }

  @Test
  void nodeThatStops_endsItsStreams() throws Exception {
    try (Watcher tail = Watcher.open(node, asReader("/topics/tail"));
        Watcher live = Watcher.open(node, asReader("/live"))) {
      node.close();
      await().until(() -> tail.ended.get() && live.ended.get());
    }
  }

  @Test
  void logThatHangs_isNotWaitedForWithoutEnd() throws Exception {
    node.log.beforeBounds(() -> Promise.<Void>promise().future());
    List<CompletableFuture<HttpResponse<String>>> answers =
        List.of(node.sending(asReader("/log")), node.sending(asReader("/topics/history")));
    for (CompletableFuture<HttpResponse<String>> answer : answers) {
      HttpResponse<String> told = answer.get(20, TimeUnit.SECONDS);
      assertThat(told.statusCode()).as(told.body()).isEqualTo(503);
      assertThat(told.headers().firstValue("Retry-After")).contains("5");
      assertThat(told.body()).contains("the log does not answer");
    }
  }

  @Test
  void log_saysWhatItRetains_andWhatItIsTold() throws Exception {
    publish(Updates.of("1"), Updates.of("2"));
    JsonObject log = json("/log");
    assertThat(log.getString("type")).isEqualTo("memory");
    assertThat(log.getLong("head")).isEqualTo(3);
    assertThat(log.getLong("tail")).isZero();
    assertThat(log.getLong("retained")).isEqualTo(3);
    assertThat(log.getLong("accepted")).isEqualTo(2);
    assertThat(log.getLong("max_events")).isEqualTo(64);
    assertThat(log.getDouble("max_age")).isEqualTo(3600);
    assertThat(log.getLong("feed_repairs")).isZero();
  }
}
