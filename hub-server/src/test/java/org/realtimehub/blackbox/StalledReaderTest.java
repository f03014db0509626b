package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.LoopState;

/** A reader that stops reading costs its write buffer, and nobody else anything (invariant 4). */
@Tag("streams")
class StalledReaderTest {

  private static final String TOPIC = "https://example.com/books/1";
  private static final String TEXT = "x".repeat(8_000);
  private static final int BUFFER = 64 << 10;

  /** One update that is on its way to a reader that takes it at once. */
  private static final int SLACK = 9_000;

  /** More than the kernel keeps for a connection of this machine. */
  private static final int MOST_UPDATES = 3_000;

  /**
   * Publishes until bytes wait in the hub and then some more; returns all ids in order. Other
   * subscribers are given the time to keep up: they are not what is looked at.
   */
  static List<String> publishUntilStalled(TestHub hub, int readers) {
    List<String> ids = new ArrayList<>();
    long before = -1;
    int unchanged = 0;
    while (unchanged < 30) {
      ids.add(hub.publish("topic", TOPIC, "data", TEXT));
      LoopState state = othersCaughtUp(hub, readers);
      long waiting = state.pendingBytes();
      assertThat(waiting).as("waiting bytes").isLessThanOrEqualTo((long) readers * BUFFER + SLACK);
      // What is only on its way may be as much each time: io_uring tells a little later.
      boolean stalled = waiting > 0 && waiting == before && state.cursorsBehind() == readers;
      unchanged = stalled ? unchanged + 1 : 0;
      before = waiting;
      assertThat(ids).as("the reader does not stall").hasSizeLessThan(MOST_UPDATES);
    }
    return ids;
  }

  private static LoopState othersCaughtUp(TestHub hub, int readers) {
    return Awaitility.await()
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .atMost(TestHub.PATIENCE)
        .until(hub::state, state -> state.cursorsBehind() <= readers);
  }

  @Test
  void stalledReaders_waitWithinTheWriteBuffer_andCatchUpExactly() {
    try (TestHub hub = TestHub.start("http.write-buffer=64KiB");
        EventStream other = hub.subscribe("match", TOPIC);
        SlowReader first = SlowReader.subscribe(hub, null, "match", TOPIC);
        SlowReader second = SlowReader.subscribe(hub, null, "match", TOPIC)) {
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> hub.connections() == 3);
      List<String> ids = publishUntilStalled(hub, 2);
      for (String id : ids) {
        assertThat(other.next(Duration.ofSeconds(2)).getLastEventId()).isEqualTo(id);
      }
      for (SlowReader reader : List.of(first, second)) {
        reader.readUntil(text -> text.contains(ids.get(ids.size() - 1) + "\n"));
        assertThat(reader.ids()).isEqualTo(ids);
      }
      String live = hub.publish("topic", TOPIC, "data", "live again");
      first.readUntil(text -> text.contains(live));
      Awaitility.await()
          .atMost(TestHub.PATIENCE)
          .untilAsserted(() -> assertThat(hub.state().cursorsBehind()).isZero());
    }
  }

  @Test
  void readerThatReadsNoMore_isClosedAsStalled() {
    try (TestHub hub =
            TestHub.start("http.write-buffer=64KiB", "sweep.every=1s", "sweep.stalled-after=2s");
        SlowReader reader = SlowReader.subscribe(hub, null, "match", TOPIC)) {
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> hub.connections() == 1);
      publishUntilStalled(hub, 1);
      hub.awaitNothingLeft();
      assertThat(hub.node().view().connections().counts().totalClosed(CloseReason.STALLED))
          .isEqualTo(1);
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> !established(reader.localPort()));
    }
  }

  /** Whether the hub's end of a connection is open: the state of its socket in Linux's table. */
  static boolean established(int clientPort) {
    String remote = String.format(Locale.ROOT, ":%04X 01 ", clientPort);
    return Stream.of("/proc/net/tcp", "/proc/net/tcp6")
        .map(Path::of)
        .filter(Files::exists)
        .flatMap(StalledReaderTest::lines)
        .anyMatch(line -> line.contains(remote));
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void readerThatIsBehindWhenHistoryIsTrimmed_isToldOfTheGap_andGetsWhatIsRetained() {
    try (TestHub hub = TestHub.start("http.write-buffer=64KiB", "history.max-events=50");
        SlowReader reader = SlowReader.subscribe(hub, null, "match", TOPIC, "hello", "1")) {
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> hub.connections() == 1);
      List<String> ids = new ArrayList<>(publishUntilStalled(hub, 1));
      for (int i = 0; i < 200; i++) {
        ids.add(hub.publish("topic", TOPIC, "data", TEXT));
      }
      String last = ids.get(ids.size() - 1);
      reader.readUntil(text -> text.contains(last + "\n"));
      List<String> got = reader.ids();
      int resumedAt = ids.indexOf(got.get(got.size() - 50));
      assertThat(got.subList(got.size() - 50, got.size()))
          .isEqualTo(ids.subList(ids.size() - 50, ids.size()));
      assertThat(got.subList(0, got.size() - 50)).isEqualTo(ids.subList(0, got.size() - 50));
      String text = reader.text();
      assertThat(text).containsOnlyOnce("event: hub-gap");
      assertThat(text.indexOf("event: hub-gap"))
          .isBetween(text.indexOf(got.get(got.size() - 51)), text.indexOf(ids.get(resumedAt)));
    }
  }

  @Test
  void stalledHttp2Stream_waitsWithinTheWriteBuffer_andCatchesUpExactly() {
    try (TestHub hub = TestHub.start("http.write-buffer=64KiB");
        EventStream other = hub.subscribe("match", TOPIC);
        Http2Client client = new Http2Client(hub)) {
      HttpClientRequest request = client.subscription(client.connect(), null, "match", TOPIC);
      request.response().onSuccess(HttpClientResponse::pause);
      Http2Client.await(request.end());
      HttpClientResponse response = Http2Client.await(request.response());
      List<String> ids = publishUntilStalled(hub, 1);
      for (String id : ids) {
        assertThat(other.next(Duration.ofSeconds(2)).getLastEventId()).isEqualTo(id);
      }
      Queue<String> text = new ConcurrentLinkedQueue<>();
      response.handler(chunk -> text.add(chunk.toString()));
      response.resume();
      String last = "id: " + ids.get(ids.size() - 1) + "\n";
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> String.join("", text).contains(last));
      assertThat(String.join("", text).lines().filter(line -> line.startsWith("id: urn:")))
          .isEqualTo(ids.stream().map(id -> "id: " + id).toList());
    }
  }

  @Test
  void http2StreamThatIsReadNoMore_isReset_andItsConnectionLives() {
    try (TestHub hub =
            TestHub.start("http.write-buffer=64KiB", "sweep.every=1s", "sweep.stalled-after=2s");
        Http2Client client = new Http2Client(hub)) {
      HttpClientRequest request = client.subscription(client.connect(), null, "match", TOPIC);
      request.response().onSuccess(HttpClientResponse::pause);
      Http2Client.await(request.end());
      Http2Client.await(request.response());
      publishUntilStalled(hub, 1);
      hub.awaitNothingLeft();
      assertThat(hub.node().view().connections().counts().totalClosed(CloseReason.STALLED))
          .isEqualTo(1);
      HttpClientRequest next =
          client.subscription((HttpClientConnection) request.connection(), null, "match", "x");
      Http2Client.await(next.end());
      assertThat(Http2Client.await(next.response()).statusCode()).isEqualTo(200);
    }
  }
}
