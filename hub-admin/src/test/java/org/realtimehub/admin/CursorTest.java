package org.realtimehub.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.realtimehub.update.Updates;

/** Pages go on where the last one ended; what no page gave is refused. */
final class CursorTest {

  private static final int LONG = 4_096;

  private static TestNode node;

  @BeforeAll
  static void start() throws Exception {
    node = new TestNode(Duration.ofHours(1));
    node.together = Set.of("one");
    for (int i = 0; i < 3; i++) {
      node.publisher.publish(Updates.of("u" + i, topic(i)));
    }
    Awaitility.await().until(() -> json("/topics").getInteger("known") == 3);
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  /** As long as it can be asked for, and told apart only at its end. */
  private static String topic(int i) {
    return "/" + "€".repeat(LONG - 2) + i;
  }

  private static JsonObject json(String path) throws Exception {
    TestNode.Answer answer = node.get("/api/v1" + path);
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    return new JsonObject(answer.body());
  }

  private static String cursor(String json) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(json.getBytes(StandardCharsets.UTF_8));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "/topics?; null",
        "/topics?; {}",
        "/topics?; []",
        "/topics?; ['RATE',1,2,null,0]",
        "/topics?; ['RATE',null,2,'/a',0]",
        "/topics?; ['RATE',1,'2','/a',0]",
        "/topics?; ['TOPIC',1,0,'/a',0]",
        "/topics?; [1,null,1,1.0,1]",
        "/topics?sort=topic&; [1,null,1,1.0,1]",
        "/topics/history?; [null,5]",
        "/topics/history?; ['e',null]",
        "/topics/history?; ['e',-1]",
        "/topics/history?; ['e']",
        "/topics/history?; ['RATE',1,2,'/a',0]",
        "/matchers?; [null,0,'exact','matchers']",
        "/matchers?; ['a',0,null,'matchers']",
        "/matchers?; ['',0,'x','id']",
        "/connections?; [null,0,'x','id']",
        "/connections?; ['',0,null,'id']",
        "/connections?sort=lag&; ['',0,'x','id']"
      })
  void whatNoPageGave_isRefused(String path, String json) throws Exception {
    TestNode.Answer answer =
        node.get("/api/v1" + path + "cursor=" + cursor(json.replace('\'', '"')));
    assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    assertThat(new JsonObject(answer.body()).getString("detail")).contains("\"cursor\"");
  }

  @ParameterizedTest
  @CsvSource({"/topics", "/topics/history", "/matchers", "/connections"})
  void whatIsNoCursorAtAll_isRefused(String path) throws Exception {
    for (String strange : List.of("", "a", "%C3%BC", "a".repeat(8_000), cursor("x"))) {
      TestNode.Answer answer = node.get("/api/v1" + path + "?cursor=" + strange);
      assertThat(answer.status()).as(answer.body()).isEqualTo(400);
    }
  }

  @ParameterizedTest
  @CsvSource({"rate", "published", "last", "topic"})
  void longTopics_comeInPages(String sort) throws Exception {
    List<String> seen = new ArrayList<>();
    String next = "";
    while (next != null) {
      JsonObject page =
          json("/topics?limit=1&sort=" + sort + (next.isEmpty() ? "" : "&cursor=" + next));
      page.getJsonArray("topics").forEach(row -> seen.add(((JsonObject) row).getString("topic")));
      next = page.getString("next");
    }
    assertThat(seen).containsExactlyInAnyOrder(topic(0), topic(1), topic(2));
  }

  @Test
  void longTopic_canBeAskedFor() throws Exception {
    String encoded = URLEncoder.encode(topic(1), StandardCharsets.UTF_8);
    JsonArray updates = json("/topics/history?topic=" + encoded).getJsonArray("updates");
    assertThat(updates).hasSize(1);
  }

  @Test
  void urlThatIsTooLong_isRefusedLikeAllElse() throws Exception {
    HttpResponse<String> answer =
        node.send(
            node.to("/api/v1/topics?q=" + "a".repeat(100_000))
                .version(HttpClient.Version.HTTP_1_1)
                .GET());
    assertThat(answer.statusCode()).isEqualTo(414);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
  }
}
