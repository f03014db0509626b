package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.launchdarkly.eventsource.MessageEvent;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** draft-08, "Publication". */
class PublishTest {

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
    return "https://example.com/publish/" + name;
  }

  @Test
  void publish_answersWithTheId_asPlainText() {
    HttpResponse<String> response = hub.tryPublish("topic", topic("ok"), "id", "urn:x:ok");
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("text/plain; charset=utf-8");
    assertThat(response.body()).isEqualTo("urn:x:ok");
  }

  @Test
  void publish_withoutId_makesOne_thatIsAnIri_andNeverTheSame() {
    String topic = topic("id");
    try (EventStream stream = hub.subscribe("match", topic)) {
      String first = hub.publish("topic", topic);
      String second = hub.publish("topic", topic);
      assertThat(UUID.fromString(first.substring("urn:uuid:".length())).version()).isEqualTo(4);
      assertThat(second).isNotEqualTo(first);
      assertThat(stream.next().getLastEventId()).isEqualTo(first);
      assertThat(stream.next().getLastEventId()).isEqualTo(second);
    }
  }

  @Test
  void publish_withAnId_keepsIt() {
    try (EventStream stream = hub.subscribe("match", topic("own-id"))) {
      hub.publish("topic", topic("own-id"), "id", "https://example.com/révision/1");
      assertThat(stream.next().getLastEventId()).isEqualTo("https://example.com/révision/1");
    }
  }

  @Test
  void publish_withoutData_sendsAnEmptyEvent() {
    try (EventStream stream = hub.subscribe("match", topic("no-data"))) {
      hub.publish("topic", topic("no-data"));
      assertThat(stream.next().getData()).isEmpty();
    }
  }

  @Test
  void data_arrivesUnchanged_butForItsLineEnds() {
    String data = "é 漢字 😀\n\n id: not an id\r\nevent: none\r  :no comment\t&=%+;\n";
    try (EventStream stream = hub.subscribe("match", topic("data"))) {
      hub.publish("topic", topic("data"), "data", data);
      assertThat(stream.next().getData())
          .isEqualTo("é 漢字 😀\n\n id: not an id\nevent: none\n  :no comment\t&=%+;\n");
    }
  }

  @Test
  void type_isTheNameOfTheEvent() {
    try (EventStream stream = hub.subscribe("match", topic("type"))) {
      hub.publish("topic", topic("type"), "type", "book créé");
      hub.publish("topic", topic("type"));
      assertThat(stream.next().getEventName()).isEqualTo("book créé");
      assertThat(stream.next().getEventName()).isEqualTo("message");
    }
  }

  @Test
  void retry_isTheReconnectionTime() {
    try (LineStream stream = LineStream.get(hub.url("match", topic("retry")))) {
      stream.nextBlock();
      hub.publish("topic", topic("retry"), "retry", "0042");
      assertThat(stream.nextBlock()).contains("retry: 0042");
    }
  }

  @Test
  void update_goesToTheSubscribersOfEachOfItsTopics() {
    try (EventStream canonical = hub.subscribe("match", topic("canonical"));
        EventStream alternate = hub.subscribe("match", topic("alternate"));
        EventStream last = hub.subscribe("match_urlpattern", topic("last/:id"))) {
      hub.publish(
          "topic", topic("canonical"),
          "topic", topic("alternate"),
          "topic", topic("last/1"),
          "data", "all");
      for (EventStream stream : List.of(canonical, alternate, last)) {
        assertThat(stream.next().getData()).isEqualTo("all");
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "on", "off", "false", "0"})
  void private_counts_whateverItsValue(String value) {
    String topic = topic("private/" + value);
    try (EventStream anonymous = hub.subscribe("match", topic);
        EventStream permitted = hub.subscribeAs(TestTokens.everything(), "match", topic)) {
      hub.publish("topic", topic, "private", value, "data", "secret");
      hub.publish("topic", topic, "data", "marker");
      assertThat(anonymous.next().getData()).isEqualTo("marker");
      assertThat(permitted.nextData(2)).containsExactly("secret", "marker");
    }
  }

  @Test
  void private_withoutAValue_counts() {
    String topic = topic("private-bare");
    try (EventStream anonymous = hub.subscribe("match", topic)) {
      post("topic=" + TestHub.encode(topic) + "&private&data=secret");
      hub.publish("topic", topic, "data", "marker");
      assertThat(anonymous.next().getData()).isEqualTo("marker");
    }
  }

  private static void post(String body) {
    HttpRequest request =
        HttpRequest.newBuilder(hub.url())
            .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
            .header("Authorization", "Bearer " + TestTokens.everything())
            .POST(BodyPublishers.ofString(body))
            .build();
    assertThat(hub.send(request).statusCode()).isEqualTo(200);
  }

  @Test
  void unknownFields_areIgnored() {
    try (EventStream stream = hub.subscribe("match", topic("unknown"))) {
      hub.publish(
          "topic", topic("unknown"), "Topic", "*", "data", "hello", "priority", "9", "match", "x");
      MessageEvent event = stream.next();
      assertThat(event.getData()).isEqualTo("hello");
    }
  }

  @Test
  void publish_withoutTopic_isRefused_namingTheField() {
    Refused.with(400, hub.tryPublish("data", "hello"))
        .as("invalid-request")
        .naming("\"topic\"")
        .unchallenged();
  }

  @Test
  void star_isNoTopic() {
    Refused.with(400, hub.tryPublish("topic", "*")).naming("\"topic\"").naming("*");
    Refused.with(400, hub.tryPublish("topic", topic("fine"), "topic", "*")).naming("\"topic\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/.well-known/mercure",
        "/.well-known/mercure/anything",
        "/.well-known/mercure/subscriptions/exact/a/b",
        "mercure/relative",
        "https://elsewhere.example/.well-known/mercure/subscriptions",
        "//elsewhere.example/.well-known/mercure",
        "/.well-known/mercure?query",
        "/.well-known/mercure#fragment",
        "/.well-known/%6Dercure/x",
        "/%2Ewell-known/mercure/x",
        "/a/../.well-known/mercure",
        "/a/%2e%2E/.well-known/mercure",
        "/.well-known/mercure/../mercure/x",
        "\\.well-known\\mercure"
      })
  void topicsInTheReservedSpace_areRefused_howeverTheyAreWritten(String reserved) {
    Refused.with(400, hub.tryPublish("topic", reserved)).naming("\"topic\"").naming("reserved");
    Refused.with(400, hub.tryPublish("topic", topic("fine"), "topic", reserved));
  }

  @Test
  void topicsInTheReservedSpace_areRefused_whateverTheToken() {
    String powerless = TestTokens.draft07(List.of(), List.of());
    Refused.with(400, hub.tryPublishAs(powerless, "topic", "/.well-known/mercure/x"))
        .unchallenged();
    Refused.with(400, hub.tryPublishAs(powerless, "topic", "*")).unchallenged();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/.well-known/mercurex",
        "/.WELL-KNOWN/mercure",
        "/.well-known",
        "/.well-known/mercure/../other",
        "/x/.well-known/mercure",
        "/?/.well-known/mercure",
        "https://[broken/.well-known/mercure/x",
        "urn:.well-known:mercure"
      })
  void topicsBesideTheReservedSpace_areTaken(String topic) {
    hub.publish("topic", topic);
  }

  @ParameterizedTest
  @CsvSource({
    "topic, 'a\u0000b'",
    "topic, 'a\nb'",
    "topic, 'a\u007Fb'",
    "topic, 'a\u0085b'",
    "topic, 'a\u200Db'",
    "id, 'a\nb'",
    "id, 'a\u202Eb'",
    "type, 'a\rb'",
    "type, 'a\u0000b'"
  })
  void controlAndFormatCharacters_areRefused_namingTheField(String field, String value) {
    Refused.with(400, hub.tryPublish("topic", topic("fine"), field, value))
        .as("invalid-request")
        .naming('"' + field + '"');
  }

  @ParameterizedTest
  @ValueSource(strings = {"#", "#1", "earliest"})
  void reservedIds_areRefused(String id) {
    Refused.with(400, hub.tryPublish("topic", topic("id"), "id", id)).naming("\"id\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Earliest", "earliest2", "a#1"})
  void idsLikeReservedOnes_areTaken(String id) {
    assertThat(hub.publish("topic", topic("id"), "id", id)).isEqualTo(id);
  }

  @Test
  void typesOfTheHubsOwnEvents_areRefused() {
    for (String type : List.of("mercure", "hub-kicked", "hub-of-tomorrow")) {
      Refused.with(400, hub.tryPublish("topic", topic("type"), "type", type)).naming("\"type\"");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "-1", "+1", "1.5", "1s", " 1", "٣"})
  void retry_thatIsNotDigits_isRefused(String retry) {
    Refused.with(400, hub.tryPublish("topic", topic("retry"), "retry", retry)).naming("\"retry\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json", "multipart/form-data; boundary=x", "text/plain"})
  void otherContentTypes_areNotSupported(String type) {
    HttpRequest request =
        HttpRequest.newBuilder(hub.url())
            .headers("Content-Type", type, "Authorization", "Bearer " + TestTokens.everything())
            .POST(BodyPublishers.ofString("topic=x"))
            .build();
    Refused.with(415, hub.send(request)).as("unsupported-media-type").unchallenged();
  }

  @Test
  void missingContentType_isNotSupported() {
    URI url = hub.url();
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .header("Authorization", "Bearer " + TestTokens.everything())
            .POST(BodyPublishers.ofString("topic=x"))
            .build();
    Refused.with(415, hub.send(request)).as("unsupported-media-type");
  }

  @Test
  void publish_withoutGrantOnOneOfTheTopics_isRefused_andDeliveredToNobody() {
    String granted = topic("granted");
    String token = TestTokens.draft07(List.of(granted), List.of());
    try (EventStream stream = hub.subscribe("match", granted)) {
      Refused.with(
              403, hub.tryPublishAs(token, "topic", granted, "topic", topic("other"), "data", "no"))
          .as("insufficient-scope");
      assertThat(hub.tryPublishAs(token, "topic", granted, "data", "yes").statusCode())
          .isEqualTo(200);
      assertThat(stream.next().getData()).isEqualTo("yes");
    }
  }
}
