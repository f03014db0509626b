package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.util.internal.PlatformDependent;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Answers that a client does not read are not kept without bound (invariant 4). */
class UnreadAnswersTest {

  private static final String TOPIC = "https://example.com/books/1";
  private static final int REQUESTS = 1_000;

  /** More than the kernel takes, and a tenth of what the answers to all requests weigh. */
  private static final long BOUND = 80 << 20;

  @Test
  void clientThatAsksOnAndOn_andReadsNothing_isClosed() {
    try (TestHub hub = TestHub.start();
        RawConnection client = RawConnection.to(hub)) {
      for (int i = 0; i < 100; i++) {
        hub.publish("topic", TOPIC, "data", "x".repeat(8_000));
      }
      long before = PlatformDependent.usedDirectMemory();
      String request =
          "GET "
              + hub.url().getRawPath()
              + "/history?"
              + TestHub.form("match", TOPIC)
              + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> refuses(client, request));
      assertThat(PlatformDependent.usedDirectMemory() - before).isLessThan(BOUND);
    }
  }

  @Test
  void pageOfHistory_isBoundedInBytes_andTheNextGoesOn() {
    try (TestHub hub = TestHub.start()) {
      for (int i = 0; i < 50; i++) {
        hub.publish("topic", TOPIC, "data", "x".repeat(100_000));
      }
      String path = hub.url().getPath() + "/history?";
      int updates = 0;
      boolean more = true;
      String last = "earliest";
      while (more) {
        String query = TestHub.form("match", TOPIC, "last_event_id", last);
        String body = hub.get(hub.at(path + query)).body();
        assertThat(body.length()).isLessThan(1_300_000);
        JsonObject page = new JsonObject(body);
        updates += page.getJsonArray("updates").size();
        more = page.getBoolean("more");
        last = page.getString("last_event_id");
      }
      assertThat(updates).isEqualTo(50);
    }
  }

  private static boolean refuses(RawConnection client, String request) {
    try {
      client.send(request.repeat(REQUESTS / 100));
      return false;
    } catch (UncheckedIOException closed) {
      return true;
    }
  }
}
