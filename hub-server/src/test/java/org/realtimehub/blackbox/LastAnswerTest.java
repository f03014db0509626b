package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.json.JsonObject;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realtimehub.connection.CloseReason;

/** Where the hub closes a connection after an answer, the answer says so. */
class LastAnswerTest {

  private static final String TOPIC = "https://example.com/last";
  private static final String CLOSE = "\r\nconnection: close\r\n";
  private static final String PREFLIGHT =
      "OPTIONS /.well-known/mercure HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private static TestHub hub;

  @BeforeAll
  static void start() {
    hub =
        TestHub.start(
            "http.request-timeout=1s", "http.max-request-line=1KiB", "http.max-header=1KiB");
  }

  @AfterAll
  static void stop() {
    hub.awaitNothingLeft();
    hub.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%s HTTP/1.1\r\n", "/ HTTP/1.1\r\nA: %s\r\n", "/ HTTP/1.1\r\n %sno\r\n"})
  void requestThatCannotBeRead(String request) {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send("GET " + request.formatted("x".repeat(2_000)) + "\r\n");
      assertThat(raw.readHead()).matches("HTTP/1.[01] 4[0-9]{2} (?s).*").contains(CLOSE);
      assertThat(raw.readToEnd()).endsWith("}");
    }
  }

  @Test
  void refusedBody_thatIsToBeLong() {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send(publishHead("Content-Length: 3000000"));
      assertThat(raw.readHead()).startsWith("HTTP/1.1 413 ").contains(CLOSE);
      raw.readUntil("}");
      raw.send("x".repeat(2_999_999));
      // In one packet: behind its last byte the hub closes, and resets what sends on.
      raw.send("x" + PREFLIGHT);
      assertThat(raw.readToEnd()).isEmpty();
    }
  }

  @Test
  void refusedBody_whoseLengthIsUnknown_isReadToItsEnd_andNothingBehindItIsServed() {
    String body = "topic=" + TOPIC;
    String publish = publishHead("Content-Length: " + body.length()) + body;
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send(publishHead("Transfer-Encoding: chunked").replace("Bearer", "Basic"));
      assertThat(raw.readHead()).startsWith("HTTP/1.1 400 ").contains(CLOSE);
      raw.readUntil("}");
      raw.send("2\r\nab\r\n");
      raw.send("0\r\n\r\n" + publish + publish);
      assertThat(raw.readToEnd()).isEmpty();
    }
    String history = hub.get(hub.at("/.well-known/mercure/history?match=" + TOPIC)).body();
    assertThat(new JsonObject(history).getJsonArray("updates")).isEmpty();
  }

  @Test
  void requestsThatCameBehindTheLastOne_areNotServed() {
    String topic = TOPIC + "/behind";
    String body = "topic=" + topic;
    String publish = publishHead("Content-Length: " + body.length()) + body;
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send(PREFLIGHT.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n") + publish + publish);
      assertThat(raw.readHead()).startsWith("HTTP/1.1 204 ").contains(CLOSE);
      assertThat(raw.readToEnd()).isEmpty();
    }
    String history = hub.get(hub.at("/.well-known/mercure/history?match=" + topic)).body();
    assertThat(new JsonObject(history).getJsonArray("updates")).isEmpty();
  }

  @Test
  void bodyThatStops() {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send(publishHead("Content-Length: 1000") + "topic=a");
      assertThat(raw.readHead()).startsWith("HTTP/1.1 408 ").contains(CLOSE);
      raw.readUntil("}");
      raw.send("x".repeat(993) + PREFLIGHT);
      assertThat(raw.readToEnd()).isEmpty();
    }
  }

  @Test
  void streamThatIsWrittenPastVertx() {
    try (TestHub direct = TestHub.start("http.direct-writes=true");
        RawConnection raw = RawConnection.to(direct).subscribe(direct, "match", TOPIC)) {
      assertThat(raw.readHead()).startsWith("HTTP/1.1 200 ").contains(CLOSE);
    }
  }

  @Test
  void streamThatWasToBeWrittenPastVertx_andIsNot() {
    try (TestHub direct = TestHub.start("http.direct-writes=true");
        RawConnection raw = RawConnection.to(direct)) {
      raw.send("GET /.well-known/mercure?match=" + TOPIC + " HTTP/1.1\r\nHost: localhost\r\n");
      raw.send("Content-Length: 3\r\n\r\n");
      assertThat(raw.readHead()).contains(CLOSE);
      raw.readUntil("\n\n\r\n");
      raw.send("abc");
      direct.publish("topic", TOPIC, "data", "on");
      raw.readUntil("data: on\n\n\r\n");
      direct.node().view().connections().all().forEach(c -> c.close(CloseReason.KICKED));
      assertThat(raw.readToEnd()).endsWith("\r\n0\r\n\r\n");
    }
  }

  @Test
  void streamThatVertxWrites_isNotTheLastAnswer() {
    try (TestHub plain = TestHub.start("http.direct-writes=false");
        RawConnection raw = RawConnection.to(plain).subscribe(plain, "match", TOPIC)) {
      assertThat(raw.readHead()).doesNotContainIgnoringCase("\nconnection:");
      raw.readUntil("\n\n\r\n");
      plain.node().view().connections().all().forEach(c -> c.close(CloseReason.KICKED));
      raw.readUntil("\r\n0\r\n\r\n");
      assertThat(raw.send(PREFLIGHT).readHead()).startsWith("HTTP/1.1 204 ");
    }
  }

  @Test
  void streamOfHttp10_whoseEndIsTheClose_whateverTheClientAsksFor() {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send("GET /.well-known/mercure?match=" + TOPIC + " HTTP/1.0\r\n");
      raw.send("Connection: keep-alive\r\n\r\n");
      assertThat(raw.readHead()).startsWith("HTTP/1.0 200 ").contains(CLOSE);
      raw.readUntil("\n\n");
      hub.node().view().connections().all().forEach(c -> c.close(CloseReason.KICKED));
      assertThat(raw.readToEnd()).contains(": closed, kicked\n").endsWith("\n\n");
    }
  }

  @Test
  void answersOfAHubThatStops() {
    TestHub stopping = TestHub.start("connections.drain=2s");
    try (RawConnection poll = RawConnection.to(stopping);
        RawConnection publish = RawConnection.to(stopping)) {
      poll.send("GET /.well-known/mercure?match=" + TOPIC + " HTTP/1.1\r\nHost: localhost\r\n");
      poll.send("Accept: application/json\r\n\r\n");
      publish.send(publishHead("Expect: 100-continue\r\nContent-Length: 7"));
      assertThat(publish.readHead()).startsWith("HTTP/1.1 100 ");
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> stopping.connections() == 1);

      CompletableFuture<Void> stopped = CompletableFuture.runAsync(stopping::close);
      assertThat(poll.readHead()).startsWith("HTTP/1.1 200 ").contains(CLOSE);
      publish.send("topic=a");
      assertThat(publish.readHead()).startsWith("HTTP/1.1 200 ").contains(CLOSE);
      publish.readToEnd();
      poll.readToEnd();
      stopped.join();
    }
  }

  @Test
  void http2_knowsNoSuchHeader() {
    try (Http2Client http2 = new Http2Client(hub)) {
      HttpClientConnection connection = http2.connect();
      HttpClientRequest stream = http2.subscription(connection, null, "match", TOPIC);
      HttpClientResponse answer = Http2Client.await(stream.send());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().contains("connection")).isFalse();
      HttpClientRequest refused = http2.subscription(connection, null, "nothing", TOPIC);
      answer = Http2Client.await(refused.send());
      assertThat(answer.statusCode()).isEqualTo(400);
      assertThat(answer.headers().contains("connection")).isFalse();
    }
  }

  private static String publishHead(String framing) {
    return "POST /.well-known/mercure HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + TestTokens.everything()
        + "\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        + framing
        + "\r\n\r\n";
  }
}
