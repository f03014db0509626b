package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.launchdarkly.eventsource.MessageEvent;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** draft-08, "Subscription" and "Matcher Types"; draft-07, "Topic Selectors". */
@Tag("streams")
class SubscribeTest {

  private static TestHub hub;

  @BeforeAll
  static void start() {
    hub = TestHub.start("subscribe.heartbeat=1s", "subscribe.retry=3s");
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private static String topic(String name) {
    return "https://example.com/subscribe/" + name;
  }

  @ParameterizedTest
  @ValueSource(strings = {"match", "match_exact", "match_urlpattern", "topic"})
  void everyMatcherParameter_selectsTheTopicItNames(String parameter) {
    String topic = topic("named/" + parameter);
    try (EventStream stream = hub.subscribe(parameter, topic)) {
      hub.publish("topic", topic("unnamed"), "data", "other");
      hub.publish("topic", topic, "data", "hello");
      assertThat(stream.next().getData()).isEqualTo("hello");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"match", "match_exact", "match_urlpattern", "topic"})
  void star_selectsEveryTopic_whateverTheParameter(String parameter) {
    String marker = UUID.randomUUID().toString();
    try (EventStream stream = hub.subscribe(parameter, "*")) {
      hub.publish("topic", "no URL at all: http://[", "data", marker + "1");
      hub.publish("topic", topic("any"), "data", marker + "2");
      assertThat(stream.nextData(2)).containsExactly(marker + "1", marker + "2");
    }
  }

  @Test
  void match_comparesByteForByte() {
    try (EventStream stream = hub.subscribe("match", topic("Books/é/:id"))) {
      hub.publish("topic", topic("books/é/:id"), "data", "other case");
      hub.publish("topic", topic("Books/e\u0301/:id"), "data", "not normalized");
      hub.publish("topic", topic("Books/%C3%A9/:id"), "data", "percent-encoded");
      hub.publish("topic", topic("Books/é/:id/"), "data", "longer");
      hub.publish("topic", topic("Books/é/1"), "data", "were it a pattern");
      hub.publish("topic", topic("Books/é/:id"), "data", "equal");
      assertThat(stream.next().getData()).isEqualTo("equal");
    }
  }

  @Test
  void match_isNotResolvedAgainstTheHub() {
    try (EventStream stream = hub.subscribe("match", "/relative")) {
      hub.publish("topic", hub.at("/relative").toString(), "data", "absolute");
      hub.publish("topic", "/relative", "data", "relative");
      assertThat(stream.next().getData()).isEqualTo("relative");
    }
  }

  @Test
  void matchUrlpattern_selectsByPattern() {
    try (EventStream stream = hub.subscribe("match_urlpattern", topic("authors/:id"))) {
      hub.publish("topic", topic("authors"), "data", "no id");
      hub.publish("topic", topic("authors/1/books"), "data", "more than an id");
      hub.publish("topic", topic("authors/1"), "data", "one");
      hub.publish("topic", topic("authors/2"), "data", "two");
      assertThat(stream.nextData(2)).containsExactly("one", "two");
    }
  }

  @Test
  void matchUrlpattern_resolvesRelativePatternsAndTopics_againstTheHub() {
    try (EventStream stream = hub.subscribe("match_urlpattern", "/local/:id")) {
      hub.publish("topic", "https://example.com/local/1", "data", "elsewhere");
      hub.publish("topic", "/local/1", "data", "relative");
      hub.publish("topic", hub.at("/local/2").toString(), "data", "absolute");
      assertThat(stream.nextData(2)).containsExactly("relative", "absolute");
    }
  }

  @Test
  void matchUrlpattern_ignoresCase_inTheHostOnly() {
    try (EventStream stream = hub.subscribe("match_urlpattern", topic("case/:id"))) {
      hub.publish("topic", "https://example.com/subscribe/CASE/1", "data", "path");
      hub.publish("topic", "https://EXAMPLE.com/subscribe/case/1", "data", "host");
      assertThat(stream.next().getData()).isEqualTo("host");
    }
  }

  @Test
  void matchUrlpattern_neverSelectsWhatIsNoUrl() {
    try (EventStream stream = hub.subscribe("match_urlpattern", "*://*/*")) {
      hub.publish("topic", "https://[not-an-address/", "data", "no URL");
      hub.publish("topic", topic("url"), "data", "URL");
      assertThat(stream.next().getData()).isEqualTo("URL");
    }
  }

  @Test
  void matchUrlpattern_thatIsNoPattern_isRefused_namingTheParameter() {
    Refused.with(400, hub.get(hub.url("match_urlpattern", "https://example.com/(")))
        .as("invalid-request")
        .naming("\"match_urlpattern\"")
        .unchallenged();
  }

  @Test
  void topic_isAUriTemplate() {
    try (EventStream stream = hub.subscribe("topic", topic("template/{id}"))) {
      hub.publish("topic", topic("template/1/2"), "data", "not an expansion");
      hub.publish("topic", topic("template/1"), "data", "expansion");
      hub.publish("topic", topic("template/{id}"), "data", "itself");
      assertThat(stream.nextData(2)).containsExactly("expansion", "itself");
    }
  }

  @Test
  void topic_thatIsNoTemplate_isComparedByteForByte() {
    try (EventStream stream = hub.subscribe("topic", topic("{broken"))) {
      hub.publish("topic", topic("{broken"), "data", "equal");
      assertThat(stream.next().getData()).isEqualTo("equal");
    }
  }

  @Test
  void topic_isNoMatcher_withoutDraft07() {
    try (TestHub current = TestHub.start("protocol.draft-07=false")) {
      Refused.with(400, current.get(current.url("topic", topic("old"))))
          .as("invalid-request")
          .naming("no topic matcher");
    }
  }

  @Test
  void noMatcher_isRefused() {
    Refused.with(400, hub.get(hub.url())).as("invalid-request").naming("\"match\"");
    Refused.with(400, hub.get(hub.url("last_event_id", "earliest"))).naming("\"match\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Match",
        "MATCH_EXACT",
        "match_URLPattern",
        "match_regexp",
        "match_",
        "matches",
        "match[]",
        "mAtChInG"
      })
  void otherNamesThatStartWithMatch_areRefused_namingThem(String name) {
    Refused.with(400, hub.get(hub.url("match", topic("fine"), name, "x")))
        .as("invalid-request")
        .naming('"' + name + '"');
  }

  @Test
  void otherParameters_areIgnored() {
    try (EventStream stream =
        hub.subscribe("amatch", "x", "Topic", "y", "match", topic("others"), "utm_source", "z")) {
      hub.publish("topic", topic("others"), "data", "hello");
      assertThat(stream.next().getData()).isEqualTo("hello");
    }
  }

  @Test
  void severalMatchers_selectWhatAnyOfThemSelects() {
    try (EventStream stream =
        hub.subscribe(
            "match", topic("any/1"),
            "match", topic("any/2"),
            "match_urlpattern", topic("any/three/:id"),
            "topic", topic("any/four/{id}"))) {
      hub.publish("topic", topic("any/5"), "data", "5");
      hub.publish("topic", topic("any/1"), "data", "1");
      hub.publish("topic", topic("any/2"), "data", "2");
      hub.publish("topic", topic("any/three/x"), "data", "3");
      hub.publish("topic", topic("any/four/x"), "data", "4");
      assertThat(stream.nextData(4)).containsExactly("1", "2", "3", "4");
    }
  }

  @Test
  void anUpdateThatSeveralMatchersSelect_arrivesOnce() {
    String topic = topic("once");
    try (EventStream stream =
        hub.subscribe(
            "match", topic,
            "match", topic,
            "match_exact", topic,
            "match_urlpattern", topic("onc*"),
            "topic", topic,
            "topic", topic("{name}"))) {
      hub.publish("topic", topic, "data", "update");
      hub.publish("topic", topic, "data", "marker");
      assertThat(stream.nextData(2)).containsExactly("update", "marker");
    }
  }

  @Test
  void anUpdateSelectedBySeveralOfItsTopics_arrivesOnce() {
    try (EventStream stream = hub.subscribe("match", topic("a"), "match", topic("b"))) {
      hub.publish("topic", topic("a"), "topic", topic("b"), "data", "update");
      hub.publish("topic", topic("b"), "data", "marker");
      assertThat(stream.nextData(2)).containsExactly("update", "marker");
    }
  }

  @Test
  void answer_isAnEventStream_thatNobodyCachesOrBuffers() {
    try (LineStream stream = LineStream.get(hub.url("match", topic("head")))) {
      assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream");
      assertThat(stream.header("Cache-Control")).contains("no-store").contains("private");
      assertThat(stream.header("Pragma")).isEqualTo("no-cache");
      assertThat(stream.header("Expires")).isEqualTo("0");
      assertThat(stream.header("X-Accel-Buffering")).isEqualTo("no");
    }
  }

  @Test
  void answer_hasNoCursor_whenTheRequestHasNone() {
    try (LineStream stream = LineStream.get(hub.url("match", topic("head")))) {
      assertThat(stream.header("Mercure-Last-Event-ID")).isEmpty();
      assertThat(stream.header("Last-Event-ID")).isEmpty();
    }
  }

  @Test
  void stream_beginsWithAComment_theNameOfItsPlace_andTheReconnectionTime() {
    try (LineStream stream = LineStream.get(hub.url("match", topic("first")))) {
      List<String> block = stream.nextBlock();
      assertThat(block).hasSize(3).startsWith(":").endsWith("retry: 3000");
      assertThat(block.get(1)).matches("id: #[\\w-]{22}");
    }
  }

  @Test
  void idleStream_getsHeartbeatComments() {
    try (LineStream stream = LineStream.get(hub.url("match", topic("idle")))) {
      stream.nextBlock();
      assertThat(stream.nextLine()).startsWith(":");
      assertThat(stream.nextLine()).startsWith(":");
    }
  }

  @Test
  void event_hasItsFields_andOneDataLinePerLine() {
    try (LineStream stream = LineStream.get(hub.url("match", topic("fields")))) {
      stream.nextBlock();
      hub.publish(
          "topic",
          topic("fields"),
          "id",
          "urn:a",
          "type",
          "t",
          "retry",
          "5",
          "data",
          "1\n2\r\n\r3");
      assertThat(stream.nextBlock())
          .filteredOn(line -> !line.startsWith(":"))
          .containsExactly(
              "event: t", "retry: 5", "id: urn:a", "data: 1", "data: 2", "data: ", "data: 3");
    }
  }

  @Test
  void stream_isTheSame_overHttp2() {
    HttpRequest request =
        HttpRequest.newBuilder(hub.url("match", topic("http2"))).version(Version.HTTP_2).build();
    try (LineStream stream = LineStream.open(request)) {
      assertThat(stream.version()).isEqualTo(Version.HTTP_2);
      assertThat(stream.header("Content-Type")).isEqualTo("text/event-stream");
      assertThat(stream.nextBlock()).startsWith(":").endsWith("retry: 3000");
      String id = hub.publish("topic", topic("http2"), "data", "hello");
      assertThat(stream.nextBlock()).contains("id: " + id, "data: hello");
    }
  }

  @Test
  void everyConnection_hasAnIdOfItsOwn() {
    try (LineStream one = LineStream.get(hub.url("match", topic("connection")));
        LineStream other = LineStream.get(hub.url("match", topic("connection")))) {
      UUID id = UUID.fromString(one.header("Hub-Connection-Id"));
      assertThat(UUID.fromString(other.header("Hub-Connection-Id"))).isNotEqualTo(id);
    }
  }

  @Test
  void hello_tellsTheConnectionIdAndTheHeartbeat_inTheFirstEvent() {
    try (LineStream stream = LineStream.get(hub.url("match", topic("hello"), "hello", "1"))) {
      assertThat(stream.nextBlock()).startsWith(":").endsWith("retry: 3000");
      assertThat(stream.nextLine()).isEqualTo("event: hub-hello");
      JsonObject hello = new JsonObject(stream.nextLine().substring("data: ".length()));
      assertThat(hello.getString("connection")).isEqualTo(stream.header("Hub-Connection-Id"));
      assertThat(hello.getLong("heartbeat")).isEqualTo(1_000);
    }
  }

  @Test
  void hello_leavesTheClientAtThePlaceWhereTheStreamBegan() {
    try (EventStream stream = hub.subscribe("match", topic("hello"), "hello", "1")) {
      MessageEvent hello = stream.next();
      assertThat(hello.getEventName()).isEqualTo("hub-hello");
      assertThat(hello.getLastEventId()).startsWith("#");
    }
  }

  @Test
  void withoutHello_noEventIsTheHubsOwn() {
    try (EventStream stream = hub.subscribe("match", topic("none"), "hello", "0")) {
      hub.publish("topic", topic("none"), "data", "first");
      assertThat(stream.next().getData()).isEqualTo("first");
    }
  }
}
