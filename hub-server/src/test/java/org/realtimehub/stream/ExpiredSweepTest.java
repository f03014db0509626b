package org.realtimehub.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.realtimehub.access.AccessToken;
import org.realtimehub.access.Dialect;
import org.realtimehub.access.Grants;
import org.realtimehub.access.Payloads;
import org.realtimehub.connection.Admission;
import org.realtimehub.connection.AdmissionLimits;
import org.realtimehub.connection.SweepLimits;
import org.realtimehub.connection.SweepReport;
import org.realtimehub.delivery.Interest;
import org.realtimehub.http.MediaTypes;
import org.realtimehub.log.PositionTokens;
import org.realtimehub.update.FrameFormat;

/**
 * The sweep is the second net under the wheel, which closes at the moment a token expires: here are
 * real streams on a loop whose wheel stands still.
 */
@Timeout(60)
class ExpiredSweepTest {

  private static final Duration OFF = Duration.ZERO;

  private final TestLoop test = new TestLoop();
  private final Opening opening =
      new Opening(
          new Admission(new AdmissionLimits(10, 0, OFF, 0, 0)),
          new ConnectionSettings(
              new StreamSettings(FrameFormat.SSE, false, 65_536, 15_000, 0, 0),
              OFF,
              0,
              Duration.ofMinutes(1),
              10,
              true),
          new PositionTokens(new byte[32]));
  private final List<Instant> expiries = new ArrayList<>();
  private final List<Socket> sockets = new ArrayList<>();
  private int port;

  @BeforeEach
  void listen() {
    HttpServer server = test.vertx.createHttpServer();
    test.run(() -> server.requestHandler(this::subscribe).listen(0, "127.0.0.1"));
    Awaitility.await().until(() -> server.actualPort() > 0);
    port = server.actualPort();
  }

  @AfterEach
  void close() throws IOException {
    for (Socket socket : sockets) {
      socket.close();
    }
    test.close();
  }

  private void subscribe(HttpServerRequest request) {
    Interest interest =
        new Interest(List.of(), Grants.none(), Dialect.DRAFT_08, UUID.randomUUID().toString());
    Optional<Instant> expires = Optional.of(expiries.remove(0));
    AccessToken token =
        new AccessToken(
            Grants.none(),
            Dialect.DRAFT_08,
            expires,
            Optional.empty(),
            Optional.of("alice"),
            Optional.of("t1"),
            Payloads.none());
    Newcomer newcomer =
        new Newcomer(
            request,
            test.loop,
            new Client(
                interest,
                Payloads.none(),
                "127.0.0.1",
                token.subject(),
                token.id(),
                false,
                FrameFormat.Shape.PLAIN),
            Optional.of(token));
    opening.admit(
        newcomer,
        refusal -> request.response().setStatusCode(refusal.status()).end(),
        () ->
            opening.open(
                newcomer,
                MediaTypes.EVENT_STREAM,
                new Beginning(test.loop.dispatcher().head(), false, true)));
  }

  private Socket open(Instant expires) throws IOException {
    test.run(() -> expiries.add(expires));
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(20_000);
    sockets.add(socket);
    socket
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    int open = sockets.size();
    Awaitility.await().until(() -> test.directory.size() == open);
    return socket;
  }

  /** Until its last chunk. */
  private static String readAnswer(Socket socket) throws IOException {
    StringBuilder text = new StringBuilder();
    while (!text.toString().endsWith("\r\n0\r\n\r\n")) {
      int next = socket.getInputStream().read();
      assertThat(next).as(text.toString()).isNotNegative();
      text.append((char) next);
    }
    return text.toString();
  }

  private SweepReport sweep(Duration expiredAfter, boolean dryRun) {
    return TestLoop.await(test.loop.sweep(new SweepLimits(OFF, OFF, expiredAfter, OFF), dryRun));
  }

  @Test
  void streamWhoseTokenExpired_isClosed_whenTheLimitHasPassed() throws Exception {
    Instant expires = Instant.now().plusMillis(200);
    Socket expired = open(expires);
    open(Instant.now().plusSeconds(600));
    SweepReport none = new SweepReport(2, 0, 0, 0, 0);
    SweepReport one = new SweepReport(2, 0, 0, 1, 0);
    Duration limit = Duration.ofMillis(500);

    Awaitility.await().until(() -> Instant.now().isAfter(expires));
    assertThat(sweep(OFF, false)).isEqualTo(none);
    assertThat(sweep(Duration.ofMinutes(1), false)).isEqualTo(none);
    Awaitility.await().until(() -> sweep(limit, true).equals(one));
    assertThat(Instant.now()).isAfterOrEqualTo(expires.plus(limit));
    assertThat(sweep(limit, true)).isEqualTo(one);
    assertThat(test.directory.size()).isEqualTo(2);

    assertThat(sweep(limit, false)).isEqualTo(one);
    String text = readAnswer(expired);
    assertThat(text).startsWith("HTTP/1.1 200").contains(": closed, expired\n");
    assertThat(test.directory.size()).isEqualTo(1);
    assertThat(sweep(limit, false)).isEqualTo(new SweepReport(1, 0, 0, 0, 0));
  }
}
