package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.launchdarkly.eventsource.MessageEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.realtimehub.connection.ConnectionLoop;

/** Event loops share nothing, and still every subscriber sees the one order (invariant 1). */
@Tag("streams")
class EventLoopsTest {

  private static final String TOPIC = "https://example.com/books/";
  private static final int LOOPS = 4;
  private static final int SUBSCRIBERS = 16;
  private static final int PUBLISHERS = 4;
  private static final int UPDATES = 200;

  @Test
  void subscribersOfAllLoops_getEveryUpdateOnce_inTheSameOrder() {
    try (TestHub hub = TestHub.start("http.event-loops=" + LOOPS)) {
      List<EventStream> streams = new ArrayList<>();
      for (int i = 0; i < SUBSCRIBERS; i++) {
        streams.add(hub.subscribe("match_urlpattern", TOPIC + "*", "match", TOPIC + "1"));
      }
      assertThat(hub.node().view().loops()).hasSize(LOOPS).allMatch(EventLoopsTest::holdsSome);
      List<String> published =
          Stream.generate(() -> CompletableFuture.supplyAsync(() -> publish(hub)))
              .limit(PUBLISHERS)
              .toList()
              .stream()
              .flatMap(ids -> ids.join().stream())
              .toList();
      List<String> order = ids(streams.get(0), published.size());
      assertThat(order).containsExactlyInAnyOrderElementsOf(published);
      for (EventStream stream : streams.subList(1, SUBSCRIBERS)) {
        assertThat(ids(stream, published.size())).isEqualTo(order);
      }
      String last = hub.publish("topic", TOPIC + "1", "data", "nothing came twice");
      for (EventStream stream : streams) {
        assertThat(stream.next().getLastEventId()).isEqualTo(last);
        stream.close();
      }
      hub.awaitNothingLeft();
    }
  }

  private static boolean holdsSome(ConnectionLoop loop) {
    return Http2Client.await(loop.state()).connections() > 0;
  }

  private static List<String> publish(TestHub hub) {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < UPDATES; i++) {
      ids.add(hub.publish("topic", TOPIC + i % 10, "data", "update"));
    }
    return ids;
  }

  private static List<String> ids(EventStream stream, int count) {
    return Stream.generate(stream::next).limit(count).map(MessageEvent::getLastEventId).toList();
  }
}
