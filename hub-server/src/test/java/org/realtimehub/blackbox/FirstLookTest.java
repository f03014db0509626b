package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.launchdarkly.eventsource.MessageEvent;
import org.junit.jupiter.api.Test;

/** The shortest way through the hub: subscribe, publish, receive, leave. */
class FirstLookTest {

  @Test
  void anUpdate_reachesItsSubscriber_andNothingIsLeftWhenItGoes() {
    try (TestHub hub = TestHub.start()) {
      try (EventStream stream = hub.subscribe("match", "https://example.com/books/1")) {
        String id = hub.publish("topic", "https://example.com/books/1", "data", "hello");
        MessageEvent event = stream.next();
        assertThat(event.getData()).isEqualTo("hello");
        assertThat(event.getLastEventId()).isEqualTo(id);
      }
      hub.awaitNothingLeft();
    }
  }
}
