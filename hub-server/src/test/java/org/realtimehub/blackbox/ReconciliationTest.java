package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.launchdarkly.eventsource.MessageEvent;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** draft-08, "Reconnection, State Reconciliation, and Event Sourcing"; the same of draft-07. */
class ReconciliationTest {

  private static final String HEADER = "Last-Event-ID";

  private static TestHub hub;

  @BeforeAll
  static void start() {
    hub = TestHub.start();
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private static String topic(String name) {
    return "https://example.com/reconciliation/" + name;
  }

  /** Publishes 1, 2, 3… and returns the ids. */
  private static List<String> publishNumbers(TestHub target, String topic, int count) {
    return IntStream.rangeClosed(1, count)
        .mapToObj(i -> target.publish("topic", topic, "data", Integer.toString(i)))
        .toList();
  }

  /** What the answer says is the id before its first event. */
  private static String answered(URI url, String... headers) {
    try (LineStream stream = LineStream.get(url, headers)) {
      assertThat(stream.header(HEADER)).isEqualTo(stream.header("Mercure-Last-Event-ID"));
      return stream.header("Mercure-Last-Event-ID");
    }
  }

  @Test
  void header_resumesAfterTheId_andGoesOnLive() {
    String topic = topic("header");
    List<String> ids = publishNumbers(hub, topic, 3);
    try (EventStream stream = EventStream.open(hub.url("match", topic), HEADER, ids.get(0))) {
      hub.publish("topic", topic, "data", "live");
      assertThat(stream.nextData(3)).containsExactly("2", "3", "live");
    }
    assertThat(answered(hub.url("match", topic), HEADER, ids.get(0))).isEqualTo(ids.get(0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"last_event_id", "lastEventID", "Last-Event-ID"})
  void parameter_resumesAfterTheId(String parameter) {
    String topic = topic("parameter/" + parameter);
    List<String> ids = publishNumbers(hub, topic, 3);
    try (EventStream stream = hub.subscribe("topic", topic, parameter, ids.get(1))) {
      assertThat(stream.next().getLastEventId()).isEqualTo(ids.get(2));
    }
    assertThat(answered(hub.url("match", topic, parameter, ids.get(1)))).isEqualTo(ids.get(1));
  }

  @Test
  void header_winsOverParameters_andTheCurrentNameOverTheOlder() {
    String topic = topic("precedence");
    List<String> ids = publishNumbers(hub, topic, 3);
    URI url =
        hub.url(
            "match", topic,
            "lastEventID", ids.get(0),
            "Last-Event-ID", ids.get(0),
            "last_event_id", ids.get(1));
    assertThat(answered(url, HEADER, ids.get(2))).isEqualTo(ids.get(2));
    assertThat(answered(url)).isEqualTo(ids.get(1));
  }

  @Test
  void parametersOfDraft07_areNoCursor_whereItIsSwitchedOff() {
    try (TestHub strict = TestHub.start("protocol.draft-07=false")) {
      assertThat(answered(strict.url("match", "x", "lastEventID", "y"))).isEmpty();
      assertThat(answered(strict.url("match", "x", "last_event_id", "y"))).isEqualTo("earliest");
    }
  }

  @Test
  void earliest_replaysEverythingThatMatches() {
    String topic = topic("earliest");
    publishNumbers(hub, topic, 3);
    hub.publish("topic", topic("earliest/other"), "data", "other");
    try (EventStream stream = hub.subscribe("match", topic, "last_event_id", "earliest")) {
      hub.publish("topic", topic, "data", "live");
      assertThat(stream.nextData(4)).containsExactly("1", "2", "3", "live");
    }
    assertThat(answered(hub.url("match", topic), HEADER, "earliest")).isEqualTo("earliest");
  }

  @Test
  void withoutCursor_onlyWhatComesIsSent() {
    String topic = topic("live");
    publishNumbers(hub, topic, 3);
    try (EventStream stream = hub.subscribe("match", topic)) {
      hub.publish("topic", topic, "data", "live");
      assertThat(stream.next().getData()).isEqualTo("live");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"urn:never:published", "#notATokenOfThisHub", "#", "EARLIEST"})
  void unknownId_replaysEverything_andSaysSo(String id) {
    String topic = topic("unknown/" + TestHub.encode(id));
    publishNumbers(hub, topic, 2);
    try (EventStream stream = hub.subscribe("match", topic, "last_event_id", id)) {
      assertThat(stream.nextData(2)).containsExactly("1", "2");
    }
    assertThat(answered(hub.url("match", topic, "last_event_id", id))).isEqualTo("earliest");
  }

  @Test
  void emptyId_sendsOnlyWhatComes_andIsAnsweredWithEarliest() {
    String topic = topic("empty");
    publishNumbers(hub, topic, 2);
    try (EventStream stream = hub.subscribe("match", topic, "last_event_id", "")) {
      hub.publish("topic", topic, "data", "live");
      assertThat(stream.next().getData()).isEqualTo("live");
    }
    assertThat(answered(hub.url("match", topic, "last_event_id", ""))).isEqualTo("earliest");
  }

  @Test
  void emptyHistory_isAnsweredWithEarliest() {
    try (TestHub fresh = TestHub.start("subscriptions.enabled=false")) {
      assertThat(answered(fresh.url("match", "x", "last_event_id", "earliest")))
          .isEqualTo("earliest");
      assertThat(answered(fresh.url("match", "x", "last_event_id", "urn:x"))).isEqualTo("earliest");
    }
  }

  @Test
  void discardedId_continuesFromTheEarliestKept_andTheClientIsTold() {
    try (TestHub small = TestHub.start("history.max-events=5", "subscriptions.enabled=false")) {
      String topic = topic("trimmed");
      List<String> ids = publishNumbers(small, topic, 8);
      String[] gone = {"match", topic, "last_event_id", ids.get(0)};
      String[] kept = {"match", topic, "last_event_id", ids.get(3), "hello", "1"};
      try (EventStream stream = small.subscribe(gone);
          EventStream whole = small.subscribe(kept)) {
        assertThat(stream.nextData(5)).containsExactly("4", "5", "6", "7", "8");
        assertThat(whole.next().getEventName()).isEqualTo("hub-hello");
        assertThat(whole.nextData(4)).containsExactly("5", "6", "7", "8");
      }
      assertThat(answered(small.url(gone))).isEqualTo("earliest");
      assertThat(answered(small.url(kept))).isEqualTo(ids.get(3));
    }
  }

  @Test
  void lostPosition_isTheFirstEvent_forClientsThatSayHello() {
    String topic = topic("gap");
    publishNumbers(hub, topic, 1);
    String[] request = {"match", topic, "last_event_id", "urn:lost", "hello", "1"};
    try (EventStream stream = hub.subscribe(request)) {
      assertThat(stream.next().getEventName()).isEqualTo("hub-hello");
      MessageEvent gap = stream.next();
      assertThat(gap.getEventName()).isEqualTo("hub-gap");
      assertThat(gap.getLastEventId()).startsWith("#");
      assertThat(new JsonObject(gap.getData()).getString("continues_from")).isEqualTo("earliest");
      assertThat(stream.next().getData()).isEqualTo("1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"earliest", ""})
  void whoAsksForNoPosition_losesNone(String id) {
    String topic = topic("no-gap/" + id);
    String[] request = {"match", topic, "last_event_id", id, "hello", "1"};
    try (EventStream stream = hub.subscribe(request)) {
      assertThat(stream.next().getEventName()).isEqualTo("hub-hello");
      hub.publish("topic", topic, "data", "marker");
      MessageEvent first = stream.next();
      // Where there was something to look through, its end is told. But no gap.
      MessageEvent event = first.getEventName().equals("hub-live") ? stream.next() : first;
      assertThat(event.getData()).isEqualTo("marker");
    }
  }

  @Test
  void reusedId_isTheEarliestUpdateThatHasIt() {
    String topic = topic("reused");
    for (String data : List.of("1", "2", "3")) {
      hub.publish("topic", topic, "id", "urn:reused", "data", data);
    }
    try (EventStream stream = hub.subscribe("match", topic, "last_event_id", "urn:reused")) {
      hub.publish("topic", topic, "data", "live");
      assertThat(stream.nextData(3)).containsExactly("2", "3", "live");
    }
  }

  @Test
  void reusedId_isTheEarliestThatIsKept() {
    try (TestHub small = TestHub.start("history.max-events=5", "subscriptions.enabled=false")) {
      String topic = topic("reused-trimmed");
      small.publish("topic", topic, "id", "urn:reused", "data", "trimmed");
      publishNumbers(small, topic, 3);
      small.publish("topic", topic, "id", "urn:reused", "data", "kept");
      publishNumbers(small, topic, 2);
      try (EventStream stream = small.subscribe("match", topic, "last_event_id", "urn:reused")) {
        assertThat(stream.nextData(2)).containsExactly("1", "2");
      }
    }
  }

  @Test
  void idOfAnotherTopic_isACursorToo() {
    String topic = topic("hub-wide");
    publishNumbers(hub, topic, 1);
    String id = hub.publish("topic", topic("hub-wide/other"));
    hub.publish("topic", topic, "data", "2");
    try (EventStream stream = hub.subscribe("match", topic, "last_event_id", id)) {
      assertThat(stream.next().getData()).isEqualTo("2");
    }
  }

  @Test
  void idOfAPrivateUpdate_isUnknown_toWhoMayNotSeeIt() {
    String topic = topic("undisclosed");
    publishNumbers(hub, topic, 1);
    String secret = hub.publish("topic", topic, "data", "secret", "private", "on");
    hub.publish("topic", topic, "data", "2");
    String[] request = {"match", topic, "last_event_id", secret};
    assertThat(answered(hub.url(request))).isEqualTo("earliest");
    try (EventStream stream = hub.subscribe(request)) {
      assertThat(stream.nextData(2)).containsExactly("1", "2");
    }
    String bearer = "Bearer " + TestTokens.everything();
    assertThat(answered(hub.url(request), "Authorization", bearer)).isEqualTo(secret);
  }

  @Test
  void idsBeyondAscii_travelInHeaders_asUtf8() {
    String topic = topic("utf-8");
    String id = "https://example.com/révision/漢字";
    hub.publish("topic", topic, "id", id, "data", "1");
    hub.publish("topic", topic, "data", "2");
    String query = hub.url("match", topic).getRawQuery();
    String head =
        "GET /.well-known/mercure?"
            + query
            + " HTTP/1.1\r\nHost: localhost\r\nLast-Event-ID: "
            + id;
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send((head + "\r\n\r\n").getBytes(StandardCharsets.UTF_8));
      String answer =
          new String(raw.readHead().getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
      assertThat(answer.lines().map(line -> line.toLowerCase(java.util.Locale.ROOT)))
          .contains("mercure-last-event-id: " + id, "last-event-id: " + id);
      assertThat(raw.readUntil("\ndata: 2\n")).doesNotContain("data: 1");
    }
    try (EventStream stream = hub.subscribe("match", topic, "last_event_id", id)) {
      assertThat(stream.next().getData()).isEqualTo("2");
    }
  }

  @Test
  void replayThenLive_hasNeitherHoleNorRepeat_whileUpdatesKeepComing() {
    String topic = topic("seam");
    String start = hub.publish("topic", topic, "data", "0");
    int count = 300;
    CompletableFuture<Void> publishing =
        CompletableFuture.runAsync(() -> publishNumbers(hub, topic, count));
    List<String> expected = IntStream.rangeClosed(1, count).mapToObj(Integer::toString).toList();
    List<String> received = new ArrayList<>();
    String last = start;
    while (received.size() < count) {
      try (EventStream stream = hub.subscribe("match", topic, "last_event_id", last)) {
        for (int i = 0; i < 30 && received.size() < count; i++) {
          MessageEvent event = stream.next();
          received.add(event.getData());
          last = java.util.Objects.requireNonNull(event.getLastEventId());
        }
      }
    }
    publishing.join();
    assertThat(received).isEqualTo(expected);
  }
}
