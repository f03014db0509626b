package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.netty.util.ResourceLeakDetector;
import java.net.http.HttpResponse;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realtimehub.connection.CloseReason;
import org.slf4j.LoggerFactory;

/** What only streams that are written past Vert.x do; all else is the same and tested for both. */
class DirectWritesTest {

  private static final String TOPIC = "https://example.com/books/1";

  private static RawConnection open(TestHub hub) {
    RawConnection raw = RawConnection.to(hub);
    raw.subscribe(hub, "match", TOPIC);
    raw.readUntil("\r\n\r\n");
    // The first chunk ends with an empty line; the stream is ours when the next one comes.
    raw.readUntil("\n\n\r\n");
    return raw;
  }

  private static void awaitClosed(TestHub hub, CloseReason reason) {
    Awaitility.await()
        .atMost(TestHub.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(hub.node().view().connections().counts().totalClosed(reason))
                    .isEqualTo(1));
    hub.awaitNothingLeft();
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "false"})
  void eachUpdate_isOneChunk(String direct) {
    try (TestHub hub = TestHub.start("http.direct-writes=" + direct);
        RawConnection raw = open(hub)) {
      String id = hub.publish("topic", TOPIC, "data", "hello");
      String frame = "id: " + id + "\ndata: hello\n\n";
      assertThat(raw.readUntil(frame + "\r\n"))
          .isEqualTo(Integer.toHexString(frame.length()) + "\r\n" + frame + "\r\n");
    }
  }

  @Test
  void streamThatEnds_isTheLastOfItsConnection() {
    try (TestHub hub = TestHub.start();
        RawConnection raw = open(hub)) {
      hub.node().view().connections().all().forEach(c -> c.close(CloseReason.KICKED));
      assertThat(raw.readToEnd()).contains(": closed, kicked\n").endsWith("\r\n0\r\n\r\n");
      awaitClosed(hub, CloseReason.KICKED);
    }
  }

  @Test
  void requestBehindAStream_isNotAnswered_andTheStreamGoesOn() {
    try (TestHub hub = TestHub.start();
        RawConnection raw = open(hub)) {
      raw.send("GET /.well-known/mercure/history HTTP/1.1\r\nHost: localhost\r\n\r\n");
      String id = hub.publish("topic", TOPIC, "data", "on");
      assertThat(raw.readUntil("data: on\n\n\r\n")).contains(id).doesNotContain("HTTP/1.1");
    }
  }

  @Test
  void clientThatSendsOnAndOnBehindAStream_isClosed() {
    try (TestHub hub = TestHub.start();
        RawConnection raw = open(hub)) {
      raw.send("x".repeat(65_537));
      awaitClosed(hub, CloseReason.CLIENT_CLOSED);
      assertThat(raw.readToEnd()).doesNotContain("HTTP/1.1");
    }
  }

  @Test
  void clientsThatLeave_areSeenAtOnce_howeverTheyLeave() {
    try (TestHub hub = TestHub.start()) {
      open(hub).close();
      awaitClosed(hub, CloseReason.CLIENT_CLOSED);
      open(hub).reset();
      awaitClosed(hub, CloseReason.RESET);
    }
  }

  @Test
  void sharedBytes_areReleased_whoeverHoldsThem() {
    ResourceLeakDetector.Level before = ResourceLeakDetector.getLevel();
    ResourceLeakDetector.setLevel(ResourceLeakDetector.Level.PARANOID);
    ListAppender<ILoggingEvent> log = new ListAppender<>();
    Logger netty = (Logger) LoggerFactory.getLogger(ResourceLeakDetector.class);
    log.start();
    netty.addAppender(log);
    try (TestHub hub = TestHub.start("http.write-buffer=64KiB")) {
      for (int round = 0; round < 20; round++) {
        RawConnection gone = open(hub);
        RawConnection broken = open(hub);
        try (SlowReader stalled = SlowReader.subscribe(hub, null, "match", TOPIC)) {
          stalled.readUntil(text -> text.contains("id: #"));
          Awaitility.await().until(() -> hub.connections() == 3);
          for (int i = 0; i < 10; i++) {
            hub.publish("topic", TOPIC, "data", "x".repeat(100_000));
          }
          gone.close();
          broken.reset();
          HttpResponse<String> last = hub.tryPublish("topic", TOPIC, "data", "last");
          assertThat(last.statusCode()).isEqualTo(200);
        }
        hub.awaitNothingLeft();
        System.gc();
      }
      assertThat(log.list).as("leaks that Netty reports").isEmpty();
    } finally {
      netty.detachAppender(log);
      ResourceLeakDetector.setLevel(before);
    }
  }
}
