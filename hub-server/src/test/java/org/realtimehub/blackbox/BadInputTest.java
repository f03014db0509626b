package org.realtimehub.blackbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is too much or not text: refused, with an answer that says which field it was. */
class BadInputTest {

  private static final String TOPIC = "https://example.com/bad";

  private static TestHub hub;

  @BeforeAll
  static void start() {
    hub =
        TestHub.start(
            "http.max-request-line=8KiB",
            "http.max-header=8KiB",
            "publish.max-body=16KiB",
            "publish.max-field=4KiB",
            "publish.max-topics=3",
            "publish.max-topic-length=100",
            "subscribe.max-matchers=3",
            "subscribe.max-matcher-length=100",
            "subscribe.max-body=8KiB");
  }

  @AfterAll
  static void stop() {
    hub.awaitNothingLeft();
    hub.close();
  }

  @Test
  void requestLineTooLong_is414() {
    assertProblem(hub.get(hub.url("match", "x".repeat(9_000))), 414, "request line");
  }

  @Test
  void headerTooLarge_is431() {
    assertProblem(hub.get(hub.url("match", TOPIC), "X", "x".repeat(9_000)), 431, "header");
  }

  @Test
  void tooManyQueryFields_is413() {
    URI url = URI.create(hub.url("match", TOPIC) + "&a".repeat(1_000));
    assertProblem(hub.get(url), 413, "the query", "1000 fields");
  }

  @Test
  void tooManyMatchers_is400() {
    URI url = hub.url("match", "a", "match", "b", "topic", "c", "match_urlpattern", "d");
    assertProblem(hub.get(url), 400, "more than 3 topic matchers");
  }

  @ParameterizedTest
  @ValueSource(strings = {"match", "match_exact", "match_urlpattern", "topic"})
  void matcherTooLong_is400(String parameter) {
    assertProblem(hub.get(hub.url(parameter, "x".repeat(101))), 400, quoted(parameter), "100");
  }

  @Test
  void publishBodyTooLarge_is413_byItsLengthAndWhileItStreams() {
    byte[] body = TestHub.form("topic", TOPIC, "data", "x".repeat(20_000)).getBytes(UTF_8);
    assertProblem(publish(BodyPublishers.ofByteArray(body)), 413, "body", "16384");
    assertProblem(publish(chunked(body)), 413, "body", "16384");
  }

  @ParameterizedTest
  @ValueSource(strings = {"data", "id", "type", "unknown"})
  void publishFieldTooLarge_is413(String field) {
    HttpResponse<String> answer = hub.tryPublish("topic", TOPIC, field, "x".repeat(4_097));
    assertProblem(answer, 413, quoted(field), "4096");
  }

  @Test
  void publishFieldOfManyByteCharacters_isMeasuredInBytes() {
    HttpResponse<String> answer = hub.tryPublish("topic", TOPIC, "data", "\u20ac".repeat(1_366));
    assertProblem(answer, 413, quoted("data"), "4096 bytes");
  }

  @Test
  void tooManyTopics_is413() {
    HttpResponse<String> answer =
        hub.tryPublish("topic", "a", "topic", "b", "topic", "c", "topic", "d");
    assertProblem(answer, 413, quoted("topic"), "3");
  }

  @Test
  void tooManyFormFields_is413() {
    String body = TestHub.form("topic", TOPIC) + "&a".repeat(60);
    assertProblem(publish(BodyPublishers.ofString(body)), 413, "the body", "fields");
  }

  @Test
  void topicTooLong_is413() {
    HttpResponse<String> answer = hub.tryPublish("topic", "x".repeat(101));
    assertProblem(answer, 413, quoted("topic"), "100");
  }

  @Test
  void queryBodyTooLarge_is413_byItsLengthAndWhileItStreams() {
    byte[] body = TestHub.form("match", TOPIC, "other", "x".repeat(9_000)).getBytes(UTF_8);
    assertProblem(query(BodyPublishers.ofByteArray(body)), 413, "body", "8192");
    assertProblem(query(chunked(body)), 413, "body", "8192");
  }

  static Stream<Arguments> forbiddenText() {
    // NUL, CR, LF, TAB, DEL, C1, soft hyphen, zero-width, bidi, byte order mark, a tag
    int[] characters = {
      0, '\r', '\n', '\t', 0x7f, 0x85, 0xad, 0x200b, 0x202e, 0x2066, 0xfeff, 0xe0041
    };
    return IntStream.of(characters)
        .boxed()
        .flatMap(
            c ->
                Stream.of("id", "type", "topic", "match", "match_urlpattern")
                    .map(field -> Arguments.of(field, c)));
  }

  @ParameterizedTest(name = "{0} with U+{1}")
  @MethodSource("forbiddenText")
  void controlAndFormatCharacters_areRefused(String field, int character) {
    String text = "a" + Character.toString(character) + "b";
    String codePoint = String.format("U+%04X", character);
    if (field.startsWith("match")) {
      assertProblem(hub.get(hub.url(field, text)), 400, quoted(field), codePoint);
      assertProblem(
          query(BodyPublishers.ofString(TestHub.form(field, text))), 400, quoted(field), codePoint);
    } else {
      assertProblem(hub.tryPublish("topic", TOPIC, field, text), 400, quoted(field), codePoint);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"%00", "%0D%0Aid:%20x", "%7F", "%C2%85", "%E2%80%AE", "%EF%BB%BF"})
  void lastEventIdWithControlCharacters_isUnknown_andNotEchoed(String id) {
    URI url = URI.create(hub.url("match", TOPIC) + "&last_event_id=" + id);
    HttpRequest head = HttpRequest.newBuilder(url).method("HEAD", BodyPublishers.noBody()).build();
    HttpResponse<String> answer = hub.send(head);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().allValues("Mercure-Last-Event-ID")).containsExactly("earliest");
  }

  @ParameterizedTest
  @ValueSource(strings = {"%80", "%C3", "%C0%AF", "%ED%A0%80", "%F4%90%80%80", "%FF"})
  void invalidUtf8_isRefused(String bytes) {
    URI url = URI.create(hub.url("match", "a") + bytes);
    assertProblem(hub.get(url), 400, quoted("match"), "UTF-8");
    assertProblem(
        hub.get(URI.create(hub.url("match", "a") + "&" + bytes + "=x")), 400, "query", "UTF-8");
    assertProblem(query(BodyPublishers.ofString("match=" + bytes)), 400, quoted("match"), "UTF-8");
    for (String field : List.of("topic", "data", "id", "type")) {
      String body = TestHub.form("topic", TOPIC) + "&" + field + "=" + bytes;
      assertProblem(publish(BodyPublishers.ofString(body)), 400, quoted(field), "UTF-8");
    }
  }

  @Test
  void invalidUtf8_notPercentEncoded_isRefused() {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send("GET /.well-known/mercure?match=a\u00ff HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(raw.readHead()).startsWith("HTTP/1.1 400 ");
      assertThat(raw.readUntil("}")).contains("match").contains("UTF-8");
    }
  }

  @Test
  void invalidUtf8_inTheLastEventIdHeader_isRefused() {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send("GET /.well-known/mercure?match=a HTTP/1.1\r\nHost: localhost\r\n");
      raw.send("Last-Event-ID: a\u00ff\r\n\r\n");
      assertThat(raw.readHead()).startsWith("HTTP/1.1 400 ");
      assertThat(raw.readUntil("}")).contains("Last-Event-ID").contains("UTF-8");
    }
  }

  private static HttpResponse<String> publish(HttpRequest.BodyPublisher body) {
    return hub.send(
        HttpRequest.newBuilder(hub.url())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", "Bearer " + TestTokens.everything())
            .POST(body)
            .build());
  }

  private static HttpResponse<String> query(HttpRequest.BodyPublisher body) {
    return hub.send(
        HttpRequest.newBuilder(hub.url())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .method("QUERY", body)
            .build());
  }

  /** Without a length, so in chunks. */
  private static HttpRequest.BodyPublisher chunked(byte[] body) {
    List<byte[]> parts = new ArrayList<>();
    for (int i = 0; i < body.length; i += 1_000) {
      parts.add(Arrays.copyOfRange(body, i, Math.min(body.length, i + 1_000)));
    }
    return BodyPublishers.ofByteArrays(parts);
  }

  private static String quoted(String field) {
    return "\"" + field + "\"";
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String... details) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    JsonObject problem = new JsonObject(answer.body());
    assertThat(problem.getInteger("status")).isEqualTo(status);
    assertThat(problem.getString("type")).startsWith("urn:hub:problem:");
    assertThat(problem.getString("detail")).contains(details);
  }
}
