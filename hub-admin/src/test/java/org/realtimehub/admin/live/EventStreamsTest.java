package org.realtimehub.admin.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Context;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams over real sockets, and every way in which they end. */
@Timeout(60)
final class EventStreamsTest {

  private static final Duration LOOK_EVERY = Duration.ofMillis(50);
  private static final String BLOCK = "x".repeat(100_000);

  private final Vertx vertx = Vertx.vertx();
  private final Context context = vertx.getOrCreateContext();
  private final AtomicBoolean allowed = new AtomicBoolean(true);
  private final AtomicInteger closed = new AtomicInteger();

  /** The request is not answered before its client has gone. */
  private volatile boolean late;

  private HttpServer server;
  private EventStreams streams;

  @BeforeEach
  void start() throws Exception {
    streams = onContext(() -> new EventStreams(vertx, 2, LOOK_EVERY));
    server =
        onContext(() -> vertx.createHttpServer().requestHandler(this::begin).listen(0, "127.0.0.1"))
            .await(20, TimeUnit.SECONDS);
  }

  @AfterEach
  void stop() throws Exception {
    vertx.close().await(20, TimeUnit.SECONDS);
  }

  private void begin(HttpServerRequest request) {
    if (late && !request.response().closed()) {
      vertx.setTimer(1, timer -> begin(request));
      return;
    }
    streams.add(new EventStream(request, allowed::get), closed::incrementAndGet);
  }

  private interface Question<T> {
    T ask() throws Exception;
  }

  private <T> T onContext(Question<T> question) throws Exception {
    Promise<T> answer = Promise.promise();
    context.runOnContext(
        v -> {
          try {
            answer.complete(question.ask());
          } catch (Exception e) {
            answer.fail(e);
          }
        });
    return answer.future().await(20, TimeUnit.SECONDS);
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    socket.setReceiveBufferSize(16 << 10);
    socket.setSoTimeout(20_000);
    socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.actualPort()));
    socket
        .getOutputStream()
        .write("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static String readUntil(Socket socket, String text) throws IOException {
    InputStream in = socket.getInputStream();
    StringBuilder read = new StringBuilder();
    byte[] bytes = new byte[64 << 10];
    while (read.indexOf(text, Math.max(0, read.length() - bytes.length - text.length())) < 0) {
      int count = in.read(bytes);
      assertThat(count).as("the stream ended without " + text).isPositive();
      read.append(new String(bytes, 0, count, StandardCharsets.US_ASCII));
    }
    return read.toString();
  }

  private void awaitEmpty(int ended) {
    await().untilAsserted(() -> assertThat(onContext(streams::isEmpty)).isTrue());
    assertThat(closed).hasValue(ended);
  }

  private void awaitOpen() {
    await().until(() -> !onContext(streams::isEmpty));
  }

  private void send(String event, String data) throws Exception {
    onContext(
        () -> {
          streams.each(stream -> stream.send(event, () -> data));
          return true;
        });
  }

  @Test
  void stream_showsThatItLives_andCarriesEvents() throws Exception {
    try (Socket socket = connect()) {
      String head = readUntil(socket, ":\n\n");
      assertThat(head).contains("200 OK", "text/event-stream", "no-store");
      send("news", "{\"a\":1}");
      readUntil(socket, "event: news\ndata: {\"a\":1}\n\n");
      readUntil(socket, ":\n\n");
      readUntil(socket, ":\n\n");
    }
    awaitEmpty(1);
  }

  @Test
  void numberOfStreams_isBounded() throws Exception {
    try (Socket one = connect()) {
      readUntil(one, ":\n\n");
      assertThat(onContext(streams::full)).isFalse();
      try (Socket other = connect()) {
        readUntil(other, ":\n\n");
        assertThat(onContext(streams::full)).isTrue();
      }
      await().until(() -> !onContext(streams::full));
      assertThat(onContext(streams::isEmpty)).isFalse();
    }
    awaitEmpty(2);
  }

  @Test
  void clientThatResetsItsConnection_leavesNothing() throws Exception {
    Socket socket = connect();
    readUntil(socket, ":\n\n");
    socket.setSoLinger(true, 0);
    socket.close();
    awaitEmpty(1);
  }

  @Test
  void clientThatLeftBeforeItsStreamBegan_leavesNothing() throws Exception {
    late = true;
    connect().close();
    await().untilAsserted(() -> assertThat(closed).hasValue(1));
    awaitEmpty(1);
  }

  /** Its client may keep the connection. */
  @Test
  void streamOfACallerWhoMayNoLonger_ends_andFreesItsPlace() throws Exception {
    try (Socket socket = connect()) {
      readUntil(socket, ":\n\n");
      allowed.set(false);
      readUntil(socket, "0\r\n\r\n");
      awaitEmpty(1);
      send("news", "{}");
    }
    assertThat(closed).hasValue(1);
  }

  @Test
  void allStreams_endTogether() throws Exception {
    try (Socket one = connect();
        Socket other = connect()) {
      readUntil(one, ":\n\n");
      readUntil(other, ":\n\n");
      onContext(
          () -> {
            streams.end();
            return true;
          });
      readUntil(one, "0\r\n\r\n");
      readUntil(other, "0\r\n\r\n");
      awaitEmpty(2);
    }
  }

  /** Sends until the client's connection takes no more. */
  private void fill() throws Exception {
    AtomicInteger asked = new AtomicInteger();
    AtomicInteger offered = new AtomicInteger();
    while (asked.get() == offered.get()) {
      onContext(
          () -> {
            offered.incrementAndGet();
            streams.each(
                stream ->
                    stream.send(
                        "block",
                        () -> {
                          asked.incrementAndGet();
                          return BLOCK;
                        }));
            return true;
          });
      assertThat(offered.get()).as("nothing bounds what waits").isLessThan(1_000);
    }
  }

  @Test
  void slowReader_isToldHowMuchItMissed_soonAfterItReadsOn() throws Exception {
    try (Socket socket = connect()) {
      awaitOpen();
      fill();
      send("block", BLOCK);
      // Without another event.
      readUntil(socket, "event: skipped\ndata: {\"skipped\":2}\n\n");
      send("news", "{}");
      assertThat(readUntil(socket, "event: news\n")).doesNotContain("skipped");
    }
    awaitEmpty(1);
  }

  @Test
  void clientThatReadsNothing_isCutOff() throws Exception {
    try (Socket socket = connect()) {
      awaitOpen();
      fill();
      awaitEmpty(1);
      assertThat(socket.isClosed()).isFalse();
    }
  }

  @Test
  void clientThatReadsNothing_andMayNoLonger_isCutOff_notWaitedFor() throws Exception {
    try (Socket socket = connect()) {
      awaitOpen();
      fill();
      allowed.set(false);
      awaitEmpty(1);
      // What waited is dropped: there is no proper end.
      InputStream in = socket.getInputStream();
      byte[] rest;
      try {
        rest = in.readAllBytes();
      } catch (IOException reset) {
        return;
      }
      assertThat(new String(rest, StandardCharsets.US_ASCII)).doesNotEndWith("0\r\n\r\n");
    }
  }

  @Test
  void streamOfHttp2_endsAlone_howeverItEnds() throws Exception {
    HttpClient client =
        vertx.createHttpClient(
            new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false));
    HttpClientResponse left = request(client);
    awaitOpen();
    left.request().reset();
    awaitEmpty(1);
    AtomicBoolean over = new AtomicBoolean();
    request(client).endHandler(v -> over.set(true));
    awaitOpen();
    allowed.set(false);
    awaitEmpty(2);
    await().untilTrue(over);
    allowed.set(true);
    HttpClientResponse unread = request(client);
    unread.pause();
    awaitOpen();
    fill();
    awaitEmpty(3);
    assertThat(request(client).statusCode()).isEqualTo(200);
  }

  private HttpClientResponse request(HttpClient client) throws Exception {
    return client
        .request(HttpMethod.GET, server.actualPort(), "127.0.0.1", "/")
        .compose(request -> request.send())
        .await(20, TimeUnit.SECONDS);
  }
}
