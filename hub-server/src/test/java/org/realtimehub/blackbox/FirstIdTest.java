package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A stream names the place where it begins, so that a client that loses it before its first event
 * misses nothing.
 */
@Tag("streams")
class FirstIdTest {

  private static final String TOPIC = "https://example.com/quiet";

  @Test
  void streamThatEndsBeforeItsFirstEvent_isResumedWhereItBegan() {
    try (TestHub hub = TestHub.start()) {
      hub.publish("topic", TOPIC, "data", "before");
      String id;
      try (RawConnection first = RawConnection.to(hub).subscribe(hub, "match", TOPIC)) {
        id = firstId(first.readUntil("\n\n"), first);
      }
      hub.publish("topic", TOPIC, "data", "meanwhile");
      try (EventStream second = EventStream.open(hub.url("match", TOPIC), "Last-Event-ID", id)) {
        hub.publish("topic", TOPIC, "data", "after");
        assertThat(second.nextData(2)).containsExactly("meanwhile", "after");
      }
    }
  }

  @Test
  void clientThatHasAnId_isNotGivenAnother() {
    try (TestHub hub = TestHub.start()) {
      String id = hub.publish("topic", TOPIC, "data", "before");
      try (RawConnection resumed =
          RawConnection.to(hub).subscribe(hub, "match", TOPIC, "last_event_id", id)) {
        hub.publish("topic", TOPIC, "data", "after");
        assertThat(resumed.readUntil("data: after\n")).doesNotContain("id: #");
      }
    }
  }

  private static String firstId(String soFar, RawConnection connection) {
    String text = soFar.contains("id: ") ? soFar : soFar + connection.readUntil("\n\n");
    int start = text.indexOf("id: ") + 4;
    String id = text.substring(start, text.indexOf('\n', start));
    assertThat(id).startsWith("#");
    return id;
  }
}
