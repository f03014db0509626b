package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.control.ConnectionFilter;
import org.realtimehub.control.ConnectionPage;
import org.realtimehub.control.ConnectionQuery;
import org.realtimehub.control.ConnectionRow;
import org.realtimehub.control.KickReport;
import org.realtimehub.control.NodeEntry;
import org.realtimehub.control.Sort;
import org.realtimehub.control.Thresholds;

/** What an operator sees of the connections, and what becomes of those that are kicked. */
@Tag("streams")
@Timeout(120)
class KickTest {

  private static final String TOPIC = "https://example.com/books/1";
  private static final Pattern FAREWELL =
      Pattern.compile(": closed, kicked\nid: (#[\\w-]{43})\n\n");

  private TestHub hub;

  @BeforeEach
  void start() {
    hub = TestHub.start("subscribe.long-poll-timeout=1m");
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  private void awaitConnections(int count) {
    Awaitility.await().atMost(TestHub.PATIENCE).until(() -> hub.connections() == count);
  }

  private KickReport kick(ConnectionFilter filter) {
    return hub.await(hub.node().control().kick(filter));
  }

  private ConnectionPage connections(ConnectionFilter filter) {
    return hub.await(
        hub.node().control().connections(new ConnectionQuery(filter, Sort.ID, false, null, 100)));
  }

  private HttpResponse<String> comeBack(String id, String accept) {
    return hub.get(hub.url("match", TOPIC), "Last-Event-ID", id, "Accept", accept);
  }

  private void assertSentAway(String id) {
    for (String accept : List.of("text/event-stream", "application/x-ndjson", "application/json")) {
      HttpResponse<String> response = comeBack(id, accept);
      assertThat(response.statusCode()).as(accept).isEqualTo(204);
      assertThat(response.body()).isEmpty();
    }
    hub.awaitNothingLeft();
  }

  /** The place that the id names, as any reader may use it. */
  private List<String> dataAfter(String id) {
    HttpResponse<String> page =
        hub.get(hub.at("/.well-known/mercure/history?match=*"), "Last-Event-ID", id);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(new JsonObject(page.body()).getBoolean("gap")).isFalse();
    return new JsonObject(page.body())
        .getJsonArray("updates").stream().map(u -> ((JsonObject) u).getString("data")).toList();
  }

  private static String idOf(String stream) {
    Matcher farewell = FAREWELL.matcher(stream);
    assertThat(farewell.find()).as(stream).isTrue();
    return farewell.group(1);
  }

  @Test
  void kickedStream_endsWithAnId_thatSendsWhoBringsItAway() {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.subscribe(hub, "match", TOPIC);
      raw.readUntil("\n\n\r\n");
      hub.publish("topic", TOPIC, "data", "before");
      raw.readUntil("data: before\n\n\r\n");
      assertThat(kick(ConnectionFilter.ofTopic(TOPIC)).total()).isEqualTo(1);
      String id = idOf(raw.readUntil("\r\n0\r\n\r\n"));
      hub.publish("topic", TOPIC, "data", "after");
      assertThat(dataAfter(id)).contains("after").doesNotContain("before");
      assertSentAway(id);
    }
    assertThat(hub.node().view().connections().counts().totalClosed(CloseReason.KICKED))
        .isEqualTo(1);
    try (EventStream again = hub.subscribe("match", TOPIC)) {
      hub.publish("topic", TOPIC, "data", "a kick is no ban");
      assertThat(again.next().getData()).isEqualTo("a kick is no ban");
    }
  }

  @Test
  void kickRightAfterTheHead_endsInTheSameWay() {
    for (int i = 0; i < 20; i++) {
      try (RawConnection raw = RawConnection.to(hub)) {
        raw.subscribe(hub, "match", TOPIC);
        awaitConnections(1);
        kick(ConnectionFilter.ALL);
        assertSentAway(idOf(raw.readUntil("\r\n0\r\n\r\n")));
      }
    }
  }

  @Test
  void kickedHttp2Stream_endsInTheSameWay_andLeavesTheConnectionOpen() {
    try (Http2Client client = new Http2Client(hub)) {
      var connection = client.connect();
      HttpClientRequest request = client.subscription(connection, null, "match", TOPIC);
      CompletableFuture<Buffer> body = new CompletableFuture<>();
      request
          .response()
          .compose(HttpClientResponse::body)
          .onSuccess(body::complete)
          .onFailure(body::completeExceptionally);
      Http2Client.await(request.end());
      awaitConnections(1);
      kick(ConnectionFilter.ALL);
      String id = idOf(body.orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join().toString());
      HttpClientRequest again = client.subscription(connection, null, "match", TOPIC);
      again.putHeader("Last-Event-ID", id);
      // On the client's event loop: asked for later, the body may have passed.
      Future<Integer> status =
          again.response().compose(answer -> answer.body().map(nothing -> answer.statusCode()));
      Http2Client.await(again.end());
      assertThat(Http2Client.await(status)).isEqualTo(204);
      assertSentAway(id);
    }
  }

  @Test
  void kickedLines_endWithTheId_forThoseWhoAskedForTheHubsOwn() {
    try (LineStream plain =
            LineStream.get(hub.url("match", TOPIC), "Accept", "application/x-ndjson");
        LineStream hello =
            LineStream.get(
                hub.url("match", TOPIC, "hello", "1"), "Accept", "application/x-ndjson")) {
      awaitConnections(2);
      kick(ConnectionFilter.ALL);
      assertThat(plain.remainingLines()).allMatch(String::isEmpty);
      List<String> lines = hello.remainingLines();
      JsonObject last = new JsonObject(lines.get(lines.size() - 1));
      assertThat(last.getString("type")).isEqualTo("hub-kicked");
      assertSentAway(last.getString("id"));
    }
  }

  @Test
  void kickedPoll_isAnswered_andTheNextOneSentAway() {
    CompletableFuture<HttpResponse<String>> poll =
        CompletableFuture.supplyAsync(
            () -> hub.get(hub.url("match", TOPIC), "Accept", "application/json"));
    awaitConnections(1);
    kick(ConnectionFilter.ALL);
    HttpResponse<String> answer = poll.orTimeout(20, java.util.concurrent.TimeUnit.SECONDS).join();
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonObject document = new JsonObject(answer.body());
    assertThat(document.getJsonArray("updates")).isEmpty();
    assertSentAway(document.getString("last_event_id"));
  }

  @Test
  void onlyWhoIsMeant_isKicked() {
    String alice = TestTokens.named("alice", "t1");
    String bob = TestTokens.named("bob", "t2");
    try (EventStream first = hub.subscribeAs(alice, "match", TOPIC);
        EventStream second = hub.subscribeAs(bob, "match", "https://example.com/other");
        EventStream third =
            hub.subscribeAs(bob, "match_urlpattern", "https://example.com/books/:id")) {
      assertThat(kick(ConnectionFilter.ofSubject("nobody")).total()).isZero();
      assertThat(
              kick(new ConnectionFilter(null, null, "bob", TOPIC, null, Thresholds.NONE)).total())
          .isEqualTo(1);
      third.awaitEnd();
      String id = connections(ConnectionFilter.ofSubject("bob")).rows().get(0).id();
      assertThat(kick(ConnectionFilter.ofId(id)).total()).isEqualTo(1);
      second.awaitEnd();
      hub.publish("topic", TOPIC, "data", "still here");
      assertThat(first.next().getData()).isEqualTo("still here");
    }
  }

  @Test
  void list_showsWhoIsConnected_andHowTheyAreDoing() {
    try (EventStream stream = hub.subscribeAs(TestTokens.named("alice", "t1"), "match", TOPIC)) {
      hub.publish("topic", TOPIC, "data", "hello");
      stream.next();
      ConnectionPage page = connections(ConnectionFilter.ofTopic(TOPIC));
      assertThat(page.next()).isEmpty();
      assertThat(page.missing()).isEmpty();
      ConnectionRow row = page.rows().get(0);
      assertThat(row.subject()).contains("alice");
      assertThat(row.address()).isEqualTo("127.0.0.1");
      assertThat(row.matchers()).containsExactly(new ConnectionRow.Match("exact", TOPIC));
      assertThat(row.activity().lag()).isZero();
      assertThat(row.activity().lastDelivery()).isGreaterThan(row.openedAt());

      Awaitility.await()
          .atMost(TestHub.PATIENCE)
          .untilAsserted(
              () -> {
                NodeEntry node = hub.node().control().nodes().get(0);
                assertThat(node.id()).isEqualTo(row.node());
                assertThat(node.silent()).isFalse();
                assertThat(node.info().orElseThrow().connections()).isEqualTo(1);
                assertThat(node.info().orElseThrow().position().orElseThrow().offset())
                    .isPositive();
                assertThat(node.info().orElseThrow().facts().address()).endsWith(":" + hub.port());
              });
    }
  }
}
