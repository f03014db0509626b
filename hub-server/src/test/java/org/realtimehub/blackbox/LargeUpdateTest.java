package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.realtimehub.connection.CloseReason;

/** A single update larger than all buffers, for a reader on a slow line. */
@Tag("streams")
class LargeUpdateTest {

  private static final int SIZE = 24 << 20;
  private static final int STEP = 800 << 10;

  @Test
  void readerThatTakesOneUpdateSlowly_isNotTakenForStalled() throws IOException {
    try (TestHub hub =
            TestHub.start(
                "publish.max-body=32MiB", "sweep.every=300ms", "sweep.stalled-after=1500ms");
        RawConnection reader = RawConnection.to(hub)) {
      reader.subscribe(hub, "match", "https://example.com/large").readHead();
      hub.publish("topic", "https://example.com/large", "data", "x".repeat(SIZE));
      int[] read = {0};
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(120))
          .until(
              () -> {
                int step = Math.min(STEP, SIZE - read[0]);
                read[0] += reader.socket().getInputStream().readNBytes(step).length;
                return read[0] == SIZE;
              });
      assertThat(hub.node().view().connections().counts().totalClosed(CloseReason.STALLED))
          .isZero();
      assertThat(hub.connections()).isEqualTo(1);
    }
  }
}
