package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A stream is never silent for longer than its heartbeat (protocol.md, "Subscribe"). */
@Tag("streams")
class HeartbeatTest {

  private static final String TOPIC = "https://example.com/books/1";
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);

  /** For the scheduler of a busy machine; the hub itself is to be early, not late. */
  private static final Duration LATE = Duration.ofMillis(400);

  @Test
  void idleStream_getsACommentWithinEachInterval() {
    try (TestHub hub = TestHub.start("subscribe.heartbeat=1s");
        RawConnection stream = RawConnection.to(hub).subscribe(hub, "match", TOPIC)) {
      stream.readUntil("\n\n\r\n");
      for (int i = 0; i < 5; i++) {
        long before = System.nanoTime();
        assertThat(stream.readUntil(":\n\r\n")).isEqualTo("2\r\n:\n\r\n");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(HEARTBEAT.plus(LATE));
      }
    }
  }

  @Test
  void idleJsonLines_getAnEmptyLineWithinEachInterval() {
    try (TestHub hub = TestHub.start("subscribe.heartbeat=1s");
        RawConnection stream = RawConnection.to(hub)) {
      stream.send(
          "GET "
              + hub.url().getRawPath()
              + "?"
              + hub.url("match", TOPIC).getRawQuery()
              + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/x-ndjson\r\n\r\n");
      stream.readHead();
      stream.readUntil("\n\r\n");
      for (int i = 0; i < 3; i++) {
        long before = System.nanoTime();
        assertThat(stream.readUntil("\n\r\n")).isEqualTo("1\r\n\n\r\n");
        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(HEARTBEAT.plus(LATE));
      }
    }
  }

  @Test
  void updatesCountAsHeartbeats() {
    try (TestHub hub = TestHub.start("subscribe.heartbeat=2s");
        RawConnection stream = RawConnection.to(hub).subscribe(hub, "match", TOPIC)) {
      stream.readUntil("\n\n\r\n");
      long opened = System.nanoTime();
      int updates = 0;
      while (System.nanoTime() - opened < Duration.ofSeconds(5).toNanos()) {
        String id = hub.publish("topic", TOPIC, "data", "update");
        assertThat(stream.readUntil("data: update\n\n\r\n")).contains(id).doesNotContain("\n:\n");
        updates++;
      }
      assertThat(updates).isGreaterThan(5);
    }
  }

  @Test
  void clientThatSaysHello_isToldTheInterval() {
    try (TestHub hub = TestHub.start("subscribe.heartbeat=1s");
        EventStream stream = hub.subscribe("match", TOPIC, "hello", "1")) {
      assertThat(stream.next().getData()).contains("\"heartbeat\":1000");
    }
  }
}
