package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.launchdarkly.eventsource.MessageEvent;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Line ends in the data of an update end lines, and never begin a field or an event. */
class ForgedFieldsTest {

  private static final String TOPIC = "https://example.com/forged";

  private static TestHub hub;

  @BeforeAll
  static void start() {
    hub = TestHub.start();
  }

  @AfterAll
  static void stop() {
    hub.awaitNothingLeft();
    hub.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void parserSeesOneEvent_withTheLinesAsData(String end) {
    String data =
        "a" + end + "id: forged" + end + "event: forged" + end + "retry: 1" + end + end + "data: b";
    try (EventStream stream = hub.subscribe("match", TOPIC)) {
      String id = hub.publish("topic", TOPIC, "data", data);
      hub.publish("topic", TOPIC, "data", "marker");
      MessageEvent event = stream.next();
      assertThat(event.getData()).isEqualTo(data.replace(end, "\n"));
      assertThat(event.getEventName()).isEqualTo("message");
      assertThat(event.getLastEventId()).isEqualTo(id);
      assertThat(stream.next().getData()).isEqualTo("marker");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\r\n"})
  void bytes_haveNoLineThatIsNotDataOrOurs(String end) {
    String data = end + "id: forged" + end + end + end + ": comment" + end + "event: forged" + end;
    try (RawConnection raw = RawConnection.to(hub).subscribe(hub, "match", TOPIC)) {
      raw.readUntil("\r\n\r\n");
      hub.publish("topic", TOPIC, "data", data, "id", "real-1");
      hub.publish("topic", TOPIC, "data", "marker", "id", "real-2");
      String bytes = raw.readUntil("data: marker\n");
      assertThat(bytes.split("\r\n|\n|\r", -1))
          .allMatch(
              line ->
                  line.isEmpty()
                      || line.equals(":")
                      || line.matches("[0-9a-f]+")
                      || line.startsWith("data:")
                      || line.matches("id: #[\\w-]+")
                      || line.matches("id: real-[12]"));
      assertThat(bytes).containsOnlyOnce("id: real-1\n").contains("data: id: forged\n");
    }
  }

  @Test
  void emptyLinesAndTheEndOfData_arrive() {
    try (EventStream stream = hub.subscribe("match", TOPIC)) {
      for (String data : new String[] {"\n", "\n\na", "a\n", "a\n\n", " a", "", "\u2028b\u0085"}) {
        hub.publish("topic", TOPIC, "data", data);
        assertThat(stream.next().getData()).isEqualTo(data);
      }
    }
  }

  @Test
  void nulInData_isText() {
    try (EventStream stream = hub.subscribe("match", TOPIC)) {
      hub.publish("topic", TOPIC, "data", "a\0b");
      assertThat(stream.next().getData()).isEqualTo("a\0b");
    }
  }
}
