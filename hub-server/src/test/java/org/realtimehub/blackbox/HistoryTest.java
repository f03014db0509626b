package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Paging through the retained updates that one may see. */
class HistoryTest {

  private static TestHub hub;

  @BeforeAll
  static void start() {
    hub = TestHub.start("subscribe.history-page=3");
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private static String topic(String name) {
    return "https://example.com/history/" + name;
  }

  private static URI url(TestHub of, String... parameters) {
    return of.at("/.well-known/mercure/history?" + TestHub.form(parameters));
  }

  private static JsonObject page(String... parameters) {
    return document(hub.get(url(hub, parameters)));
  }

  private static JsonObject document(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return new JsonObject(response.body());
  }

  private static List<String> data(JsonObject page) {
    return page.getJsonArray("updates").stream()
        .map(update -> ((JsonObject) update).getString("data"))
        .toList();
  }

  private static List<String> publishNumbers(String topic, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> hub.publish("topic", topic, "data", Integer.toString(i)))
        .toList();
  }

  @Test
  void page_holdsTheUpdates_oldestFirst() {
    String topic = topic("order");
    hub.publish("topic", topic, "id", "urn:o1", "data", "1\n2", "type", "t", "retry", "5");
    hub.publish("topic", topic("other"), "data", "other");
    hub.publish("topic", topic("alternate"), "topic", topic, "id", "urn:o2");
    HttpResponse<String> response = hub.get(url(hub, "match", topic));
    assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
    assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
    JsonObject page = document(response);
    assertThat(page.getJsonArray("updates").getJsonObject(0))
        .isEqualTo(
            new JsonObject()
                .put("id", "urn:o1")
                .put("type", "t")
                .put("retry", "5")
                .put("data", "1\n2"));
    assertThat(page.getJsonArray("updates").getJsonObject(1).getString("id")).isEqualTo("urn:o2");
    assertThat(page.getJsonArray("updates")).hasSize(2);
    assertThat(page.getBoolean("more")).isFalse();
    assertThat(page.getBoolean("gap")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "3", "4", "1000"})
  void pages_followEachOther_withoutHoleOrRepeat(String limit) {
    String topic = topic("pages/" + limit);
    publishNumbers(topic, 7);
    List<String> read = new ArrayList<>();
    String next = "earliest";
    boolean more = true;
    while (more) {
      JsonObject page = page("match", topic, "limit", limit, "last_event_id", next);
      assertThat(data(page).size()).isLessThanOrEqualTo(Math.min(3, Integer.parseInt(limit)));
      read.addAll(data(page));
      next = page.getString("last_event_id");
      more = page.getBoolean("more");
    }
    assertThat(read).containsExactly("1", "2", "3", "4", "5", "6", "7");
  }

  @Test
  void pages_getPastReusedIds() {
    String topic = topic("reused");
    for (int i = 1; i <= 5; i++) {
      hub.publish("topic", topic, "id", "urn:same", "data", Integer.toString(i));
    }
    JsonObject first = page("match", topic);
    JsonObject second = page("match", topic, "last_event_id", first.getString("last_event_id"));
    assertThat(data(first)).containsExactly("1", "2", "3");
    assertThat(data(second)).containsExactly("4", "5");
  }

  @Test
  void lastPage_isWhereAStreamGoesOn() {
    String topic = topic("then-live");
    publishNumbers(topic, 2);
    String next = page("match", topic).getString("last_event_id");
    hub.publish("topic", topic, "data", "between");
    try (EventStream stream = hub.subscribe("match", topic, "last_event_id", next)) {
      hub.publish("topic", topic, "data", "live");
      assertThat(stream.nextData(2)).containsExactly("between", "live");
    }
  }

  @Test
  void page_beginsAfterTheIdOfAnUpdate() {
    String topic = topic("after");
    List<String> ids = publishNumbers(topic, 3);
    assertThat(data(page("topic", topic, "lastEventID", ids.get(1)))).containsExactly("3");
    HttpResponse<String> byHeader = hub.get(url(hub, "match", topic), "Last-Event-ID", ids.get(0));
    assertThat(data(document(byHeader))).containsExactly("2", "3");
  }

  @Test
  void unknownId_beginsAtTheEarliest_andSaysSo() {
    String topic = topic("unknown");
    publishNumbers(topic, 1);
    JsonObject page = page("match", topic, "last_event_id", "urn:never");
    assertThat(page.getBoolean("gap")).isTrue();
    assertThat(data(page)).containsExactly("1");
  }

  @Test
  void whatNobodyPublished_isAnEmptyPage() {
    JsonObject page = page("match", topic("nothing"));
    assertThat(page.getJsonArray("updates")).isEmpty();
    assertThat(page.getBoolean("more")).isFalse();
    assertThat(page.getString("last_event_id")).isNotEmpty();
  }

  @Test
  void privateUpdates_areThere_forThoseWithAGrant() {
    String topic = topic("private");
    hub.publish("topic", topic, "data", "secret", "private", "on");
    hub.publish("topic", topic, "data", "public");
    assertThat(data(page("match", topic))).containsExactly("public");
    String wrong = TestTokens.draft07(List.of("*"), List.of(topic("other")));
    String right = TestTokens.draft07(List.of(), List.of(topic));
    assertThat(data(document(hub.get(url(hub, "match", topic, "authorization", wrong)))))
        .containsExactly("public");
    assertThat(data(document(hub.get(url(hub, "match", topic, "authorization", right)))))
        .containsExactly("secret", "public");
  }

  @Test
  void ephemeralUpdates_areNotThere() {
    String topic = topic("ephemeral");
    hub.publish("topic", topic, "data", "typing…", "ephemeral", "1");
    hub.publish("topic", topic, "data", "kept");
    assertThat(data(page("match", topic))).containsExactly("kept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "many", "1.5", ""})
  void limit_thatIsNoCount_isRefused(String limit) {
    Refused.with(400, hub.get(url(hub, "match", "x", "limit", limit))).naming("\"limit\"");
  }

  @Test
  void withoutMatcher_isRefused() {
    Refused.with(400, hub.get(hub.at("/.well-known/mercure/history"))).naming("no topic matcher");
  }

  @Test
  void withoutToken_isRefused_whereNobodyIsAnonymous() {
    try (TestHub closed = TestHub.start("authorization.anonymous=false")) {
      Refused.with(401, closed.get(url(closed, "match", "x"))).as("token-required");
      Refused.with(401, closed.get(url(closed, "match", "x", "authorization", "bad")))
          .as("invalid-token");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "2", "3", "4", "1000"})
  void pagesBack_followEachOther_withoutHoleOrRepeat(String limit) {
    String topic = topic("back/" + limit);
    publishNumbers(topic, 7);
    List<String> read = new ArrayList<>();
    String before = "";
    JsonObject page;
    do {
      page = page("match", topic, "limit", limit, "before", before);
      read.addAll(0, data(page));
      before = page.getString("before");
    } while (page.getBoolean("more"));
    assertThat(read).containsExactly("1", "2", "3", "4", "5", "6", "7");
    assertThat(before).isNull();
  }

  @Test
  void pageBefore_endsAtAnId_thatIsRetained() {
    String topic = topic("before");
    List<String> ids = publishNumbers(topic, 4);
    assertThat(data(page("match", topic, "before", ids.get(2)))).containsExactly("1", "2");
    assertThat(data(page("match", topic, "before", ids.get(0)))).isEmpty();
    assertThat(data(page("match", topic, "before", "earliest"))).isEmpty();
    JsonObject unknown = page("match", topic, "before", "urn:unknown");
    assertThat(unknown.getJsonArray("updates")).isEmpty();
    assertThat(unknown.getBoolean("gap")).isTrue();
    assertThat(unknown.getBoolean("more")).isFalse();
  }

  @Test
  void pageBefore_showsNoPrivateUpdates_norThoseThatExpired() {
    String topic = topic("private-before");
    hub.publish("topic", topic, "data", "1", "private", "on");
    hub.publish("topic", topic, "data", "2", "ephemeral", "on");
    hub.publish("topic", topic, "data", "3", "ttl", "0");
    hub.publish("topic", topic, "data", "4");
    assertThat(data(page("match", topic, "before", ""))).containsExactly("4");
  }

  @Test
  void count_saysHowManyFollow() {
    String topic = topic("count");
    List<String> ids = publishNumbers(topic, 7);
    JsonObject all = page("match", topic, "count", "1");
    assertThat(all.getInteger("count")).isEqualTo(7);
    assertThat(all.getBoolean("more")).isFalse();
    assertThat(all.containsKey("updates")).isFalse();
    String third = ids.get(2);
    assertThat(page("match", topic, "count", "1", "last_event_id", third).getInteger("count"))
        .isEqualTo(4);
    String end = all.getString("last_event_id");
    assertThat(page("match", topic, "count", "1", "last_event_id", end).getInteger("count"))
        .isZero();
    assertThat(page("match", topic, "count", "1", "last_event_id", "urn:no").getBoolean("gap"))
        .isTrue();
  }

  @Test
  void before_excludesTheOtherDirections() {
    for (String other : List.of("count", "last_event_id")) {
      HttpResponse<String> refused =
          hub.get(url(hub, "match", topic("x"), "before", "", other, "1"));
      Refused.with(400, refused).as("invalid-request");
      assertThat(refused.body()).contains("before");
    }
  }

  @Test
  void envelope_tellsTopics_ofPrivateUpdatesOnlyThoseThatWereAskedFor() {
    String topic = topic("envelope");
    hub.publish("topic", topic, "topic", topic("also"), "data", "1");
    hub.publish("topic", topic, "topic", topic("secret"), "data", "2", "private", "on");
    URI url = url(hub, "match", topic, "envelope", "1");
    JsonArray updates =
        document(hub.get(url, "Authorization", "Bearer " + TestTokens.everything()))
            .getJsonArray("updates");
    assertThat(updates.getJsonObject(0).getJsonArray("topics"))
        .containsExactly(topic, topic("also"));
    assertThat(updates.getJsonObject(1).getJsonArray("topics")).containsExactly(topic);
  }
}
