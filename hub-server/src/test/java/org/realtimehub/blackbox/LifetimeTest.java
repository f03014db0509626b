package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.LiveConnection;

/** Streams end when they must, say why, and send clients back spread out. */
@Tag("streams")
class LifetimeTest {

  private static final String TOPIC = "https://example.com/books/1";
  private static final Pattern RETRY = Pattern.compile("\nretry: ([0-9]+)\n");

  /** When the stream of a connection ended, and all that it said. */
  private record End(long nanos, String text) {}

  private static RawConnection open(TestHub hub, String... headers) {
    RawConnection stream = RawConnection.to(hub);
    stream.send(
        "GET "
            + hub.url().getRawPath()
            + "?"
            + hub.url("match", TOPIC).getRawQuery()
            + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
            + String.join("\r\n", headers)
            + (headers.length == 0 ? "" : "\r\n")
            + "\r\n");
    stream.readUntil("\n\n\r\n");
    return stream;
  }

  private static End end(RawConnection stream) {
    String text = stream.readToEnd();
    return new End(System.nanoTime(), text);
  }

  private static long closed(TestHub hub, CloseReason reason) {
    return hub.node().view().connections().counts().totalClosed(reason);
  }

  @Test
  void overAgeStreams_endSpreadByTheJitter_andSayWhenToComeBack() {
    try (TestHub hub =
        TestHub.start(
            "subscribe.max-age=3s",
            "subscribe.max-age-jitter=0.5",
            "connections.retry-spread=10s")) {
      long opened = System.nanoTime();
      List<CompletableFuture<End>> ends = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        RawConnection stream = open(hub);
        CompletableFuture<End> ended = new CompletableFuture<>();
        Thread reader = new Thread(() -> ended.complete(end(stream)));
        reader.setDaemon(true);
        reader.start();
        ends.add(ended);
      }
      Set<String> retries = new HashSet<>();
      Set<Long> tenths = new HashSet<>();
      for (CompletableFuture<End> ended : ends) {
        End end = ended.orTimeout(20, TimeUnit.SECONDS).join();
        long millis = TimeUnit.NANOSECONDS.toMillis(end.nanos() - opened);
        assertThat(millis).isBetween(1_400L, 4_000L);
        tenths.add(millis / 100);
        assertThat(end.text()).contains(": closed, over-age\n").endsWith("\n\r\n0\r\n\r\n");
        Matcher retry = RETRY.matcher(end.text());
        assertThat(retry.find()).isTrue();
        assertThat(Long.parseLong(retry.group(1))).isBetween(500L, 10_500L);
        retries.add(retry.group(1));
      }
      assertThat(retries).hasSizeGreaterThan(10);
      assertThat(tenths).hasSizeGreaterThan(3);
      assertThat(closed(hub, CloseReason.OVER_AGE)).isEqualTo(20);
      hub.awaitNothingLeft();
    }
  }

  @Test
  void streamEnds_noLaterThanItsTokenExpires() {
    try (TestHub hub = TestHub.start()) {
      List<Duration> early = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        Instant expires = Instant.ofEpochSecond(Instant.now().getEpochSecond() + 2);
        String token =
            TestTokens.draft07(
                List.of(), List.of("*"), Duration.between(Instant.now(), expires.plusMillis(1)));
        try (RawConnection stream = open(hub, "Authorization: Bearer " + token)) {
          String text = end(stream).text();
          Instant ended = Instant.now();
          assertThat(text).contains(": closed, expired\n");
          early.add(Duration.between(ended, expires));
        }
      }
      // Seen from outside, on a busy machine, one may be seen late; a late hub would be each time.
      assertThat(early).anyMatch(duration -> !duration.isNegative());
      assertThat(early)
          .allMatch(d -> d.compareTo(Duration.ofMillis(-500)) > 0)
          .allMatch(d -> d.compareTo(Duration.ofMillis(500)) < 0);
      assertThat(closed(hub, CloseReason.EXPIRED)).isEqualTo(3);
      hub.awaitNothingLeft();
    }
  }

  @Test
  void idleStream_isSwept_whileOneThatGetsUpdatesStays() {
    try (TestHub hub = TestHub.start("sweep.every=200ms", "sweep.idle-after=2s");
        RawConnection idle = open(hub);
        EventStream busy = hub.subscribe("match", "https://example.com/busy")) {
      CompletableFuture<End> ended = CompletableFuture.supplyAsync(() -> end(idle));
      while (!ended.isDone()) {
        hub.publish("topic", "https://example.com/busy", "data", "x");
        busy.next();
      }
      assertThat(ended.join().text()).contains(": closed, idle\n");
      assertThat(closed(hub, CloseReason.IDLE)).isEqualTo(1);
      assertThat(busy.ended()).isFalse();
      assertThat(hub.connections()).isEqualTo(1);
    }
  }

  @Test
  void streamThatTheOperatorEnds_saysSo() {
    try (TestHub hub = TestHub.start();
        RawConnection stream = open(hub)) {
      for (LiveConnection connection : hub.node().view().connections().all()) {
        connection.close(CloseReason.KICKED);
        connection.close(CloseReason.DRAINED);
      }
      assertThat(end(stream).text()).contains(": closed, kicked\n");
      assertThat(closed(hub, CloseReason.KICKED)).isEqualTo(1);
      assertThat(closed(hub, CloseReason.DRAINED)).isZero();
    }
  }

  @Test
  void http2Connection_whoseStreamsAreAllReset_isClosedWhenIdle() {
    try (TestHub hub = TestHub.start("http.keep-alive=1s");
        Http2Client client = new Http2Client(hub)) {
      HttpClientConnection connection = client.connect();
      CompletableFuture<String> closed = new CompletableFuture<>();
      connection.closeHandler(v -> closed.complete("closed"));
      HttpClientRequest request = client.subscription(connection, null, "match", TOPIC);
      Http2Client.await(request.end());
      Http2Client.await(request.response()).handler(chunk -> {});
      request.reset(8);
      hub.awaitNothingLeft();
      assertThat(closed.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo("closed");
    }
  }
}
