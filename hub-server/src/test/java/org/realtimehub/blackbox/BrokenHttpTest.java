package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that are not, or only just, HTTP: answered where they can be, and never confused. */
@Tag("streams")
class BrokenHttpTest {

  private static final String TOPIC = "https://example.com/broken";
  private static final String SUBSCRIBE =
      "GET /.well-known/mercure?match=" + TOPIC + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
  private static final String PREFLIGHT =
      "OPTIONS /.well-known/mercure HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private static TestHub hub;

  @BeforeAll
  static void start() {
    hub = TestHub.start("publish.max-body=64KiB");
  }

  @AfterEach
  void nothingIsLeft() {
    hub.awaitNothingLeft();
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "zz\r\nabc\r\n0\r\n\r\n",
        "-1\r\nabc\r\n",
        "ffffffffffffffff\r\nabc\r\n",
        "5\r\nabc\r\n0\r\n\r\n\r\n"
      })
  void brokenChunking_endsTheConnection_andPublishesNothing(String body) {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send(publishHead("Transfer-Encoding: chunked"));
      raw.send("1b\r\ntopic=https://example.com/no&\r\n" + body);
      assertThat(raw.readToEnd()).matches("(?s)(HTTP/1.1 400 .*)?");
    }
    assertThat(history("https://example.com/no")).isEmpty();
  }

  @Test
  void bodyThatBreaksOff_publishesNothing() {
    String topic = "https://example.com/half";
    String half = publishHead("Content-Length: 1000") + TestHub.form("topic", topic);
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send(half);
    }
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send(half).reset();
    }
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send(half);
      shutdownOutput(raw);
      assertThat(raw.readToEnd()).matches("(?s)(HTTP/1.1 400 .*)?");
    }
    hub.publish("topic", topic, "data", "whole");
    assertThat(history(topic)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "abc", "1, 2", "99999999999999999999", "+5", ""})
  void contentLengthThatIsNone_isRefused(String length) {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send(publishHead("Content-Length: " + length) + "topic=a");
      assertThat(raw.readToEnd()).startsWith("HTTP/1.1 400 ").contains("application/problem+json");
    }
  }

  @Test
  void twoContentLengths_areRefused() {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send(publishHead("Content-Length: 7\r\nContent-Length: 8") + "topic=a");
      assertThat(raw.readToEnd()).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void contentLengthTooSmall_cutsTheBody_andTheRestIsNoRequest() {
    String body = "topic=" + TOPIC;
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send(publishHead("Content-Length: " + body.length()) + body + "&data=x\r\n\r\n");
      assertThat(raw.readHead()).startsWith("HTTP/1.1 200 ");
      assertThat(raw.readToEnd()).containsOnlyOnce(" 400 ").doesNotContain(" 200 ");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 6\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 6",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\nContent-Length: 6"
      })
  void smuggledRequest_isNotAnswered(String framing) {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send(publishHead(framing) + "0\r\n\r\nX" + PREFLIGHT);
      assertThat(raw.readToEnd()).startsWith("HTTP/1.1 400 ").doesNotContain("HTTP/1.1 204");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET",
        "GET /",
        "GET / HTTP/1.1\r\nno colon",
        "GET / HTTP/1.1\r\nA: \0",
        "G\u00e9T / HTTP/1.1"
      })
  void notHttp_is400(String head) {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send(head + "\r\n\r\n");
      assertThat(raw.readToEnd()).matches("(?s)HTTP/1.[01] 400 .*application/problem\\+json.*");
    }
  }

  @Test
  void unknownHttpVersion_isNotImplemented() {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send("GET / HTTP/9.9\r\n\r\n");
      assertThat(raw.readToEnd()).contains(" 501 ");
    }
  }

  @Test
  void unknownExpectation_isRefusedOrIgnored_butAnswered() {
    String body = TestHub.form("topic", TOPIC, "data", "x");
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send(publishHead("Expect: the-unexpected\r\nContent-Length: " + body.length()) + body);
      assertThat(raw.readHead()).matches("(?s)HTTP/1.1 (200|417) .*");
    }
  }

  @Test
  void expectedContinue_comesBeforeTheBody() {
    String body = TestHub.form("topic", TOPIC, "data", "x");
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send(publishHead("Expect: 100-continue\r\nContent-Length: " + body.length()));
      assertThat(raw.readHead()).startsWith("HTTP/1.1 100 ");
      raw.send(body);
      assertThat(raw.readHead()).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void http10Client_getsAStreamWithoutChunks() {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send("GET /.well-known/mercure?match=" + TOPIC + " HTTP/1.0\r\n\r\n");
      assertThat(raw.readHead())
          .matches("(?s)HTTP/1.[01] 200 .*")
          .doesNotContainIgnoringCase("transfer-encoding");
      hub.publish("topic", TOPIC, "data", "to the past", "id", "past");
      assertThat(raw.readUntil("\n\n")).startsWith(":\n");
      assertThat(raw.readUntil("\n\n")).contains("data: to the past\n");
    }
  }

  @Test
  void http10Request_isAnswered_andItsConnectionClosed() {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send("GET /.well-known/mercure HTTP/1.0\r\n\r\n");
      assertThat(raw.readToEnd()).contains(" 400 ").endsWith("}");
    }
  }

  @Test
  void absoluteRequestTarget_isServed() {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send(SUBSCRIBE.replace("GET ", "GET http://localhost"));
      assertThat(raw.readHead()).startsWith("HTTP/1.1 200 ");
    }
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(raw.readHead()).startsWith("HTTP/1.1 204 ");
    }
  }

  @Test
  void pipelinedRequests_areAnsweredInOrder() {
    String body = TestHub.form("topic", TOPIC, "data", "x", "id", "pipelined");
    String publish = publishHead("Content-Length: " + body.length()) + body;
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send(PREFLIGHT + publish + SUBSCRIBE.replace("match=", "wrong=") + PREFLIGHT + SUBSCRIBE);
      assertThat(raw.readHead()).startsWith("HTTP/1.1 204 ");
      assertThat(raw.readHead()).startsWith("HTTP/1.1 200 ");
      raw.readUntil("pipelined");
      assertThat(raw.readHead()).startsWith("HTTP/1.1 400 ");
      raw.readUntil("}");
      assertThat(raw.readHead()).startsWith("HTTP/1.1 204 ");
      assertThat(raw.readHead()).startsWith("HTTP/1.1 200 ").contains("text/event-stream");
    }
  }

  @Test
  void postRefusedBeforeItsBody_leavesTheConnectionUsable() {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send("POST /.well-known/mercure HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000");
      raw.send("\r\nContent-Type: application/x-www-form-urlencoded\r\n\r\n");
      assertThat(raw.readHead()).startsWith("HTTP/1.1 401 ");
      raw.readUntil("}");
      raw.send("x".repeat(100_000));
      raw.send(PREFLIGHT);
      assertThat(raw.readHead()).startsWith("HTTP/1.1 204 ");
    }
  }

  @Test
  void answerToARefusedLargeBody_canBeRead() {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send(publishHead("Content-Length: 500000"));
      assertThat(raw.readHead()).startsWith("HTTP/1.1 413 ");
      raw.readUntil("}");
      raw.send("x".repeat(500_000) + PREFLIGHT);
      assertThat(raw.readHead()).startsWith("HTTP/1.1 204 ");
    }
  }

  private static String publishHead(String framing) {
    return "POST /.well-known/mercure HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
        + TestTokens.everything()
        + "\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        + framing
        + "\r\n\r\n";
  }

  private static JsonArray history(String topic) {
    URI url = hub.at("/.well-known/mercure/history?match=" + topic);
    return new JsonObject(hub.get(url).body()).getJsonArray("updates");
  }

  private static void shutdownOutput(RawConnection raw) {
    try {
      raw.socket().shutdownOutput();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
