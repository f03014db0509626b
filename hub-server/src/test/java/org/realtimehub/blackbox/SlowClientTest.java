package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Clients that keep the hub waiting lose their connection; those that wait for updates do not. */
@Tag("streams")
class SlowClientTest {

  private static final String TOPIC = "https://example.com/slow";
  private static final String PREFLIGHT =
      "OPTIONS /.well-known/mercure HTTP/1.1\r\nHost: localhost\r\n\r\n";

  private static TestHub hub;

  @BeforeAll
  static void start() {
    hub = TestHub.start("http.request-timeout=1s", "http.keep-alive=1s");
  }

  @AfterAll
  static void stop() {
    hub.awaitNothingLeft();
    hub.close();
  }

  @Test
  void connectionWithoutARequest_isClosed() {
    try (RawConnection raw = RawConnection.to(hub)) {
      assertThat(raw.readToEnd()).isEmpty();
    }
  }

  @Test
  void requestHeadThatStops_isClosed() {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send("GET /.well-known/mercure?match=a HTTP/1.1\r\nHost: local");
      raw.readToEnd();
    }
  }

  @Test
  void secondRequestHeadThatStops_isClosed() {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send(PREFLIGHT).readHead();
      raw.send("GET /.well-known/mercure?match=a HTTP/1.1\r\nHost: local");
      raw.readToEnd();
    }
  }

  @Test
  void http2PrefaceThatStops_isClosed() {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send("PRI * HTTP/2.0\r\n\r\nS");
      raw.readToEnd();
    }
  }

  @Test
  void http2PrefaceWithoutSettings_isClosed() {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
      raw.readToEnd();
    }
  }

  @Test
  void http2ConnectionWithoutARequest_isClosed() {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\4\0\0\0\0\0");
      raw.readToEnd();
    }
  }

  @Test
  void upgradeThatIsIncomplete_isClosed() {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send("GET / HTTP/1.1\r\nHost: localhost\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n");
      assertThat(raw.readToEnd()).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void bodyThatStops_isTimedOut_andItsConnectionClosed() {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send(
          "POST /.well-known/mercure HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
              + TestTokens.everything()
              + "\r\nContent-Type: application/x-www-form-urlencoded\r\n"
              + "Content-Length: 1000\r\n\r\ntopic=a");
      assertThat(raw.readHead()).startsWith("HTTP/1.1 408 ");
      assertThat(raw.readToEnd()).contains("the body came too slowly");
    }
  }

  @Test
  void bodyOfARefusedRequestThatStops_isClosed() {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send("POST /.well-known/mercure HTTP/1.1\r\nHost: localhost\r\n");
      raw.send("Content-Length: 1000\r\n\r\ntopic=a");
      assertThat(raw.readToEnd()).startsWith("HTTP/1.1 415 ").endsWith("}");
    }
  }

  @Test
  void idleConnection_isClosedAfterItsRequest() {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send(PREFLIGHT);
      assertThat(raw.readToEnd()).startsWith("HTTP/1.1 204 ");
    }
  }

  @Test
  void openStream_outlastsBothLimits() {
    try (RawConnection stream = RawConnection.to(hub).subscribe(hub, "match", TOPIC);
        RawConnection poll = RawConnection.to(hub)) {
      stream.readUntil("\n\n\r\n");
      poll.send("GET /.well-known/mercure?match=" + TOPIC + " HTTP/1.1\r\nHost: localhost\r\n");
      poll.send("Accept: application/json\r\n\r\n");
      for (int limits = 0; limits < 3; limits++) {
        try (RawConnection idle = RawConnection.to(hub)) {
          idle.send(PREFLIGHT).readToEnd();
        }
      }
      hub.publish("topic", TOPIC, "data", "late");
      stream.readUntil("data: late\n");
      assertThat(poll.readHead()).startsWith("HTTP/1.1 200 ");
      poll.readUntil("late");
    }
  }
}
