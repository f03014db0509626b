package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** QUERY subscribes like GET, with parameters in the body too (draft-08, "Subscription"). */
class QueryMethodTest {

  private static final String FORM = "application/x-www-form-urlencoded";

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
    return "https://example.com/query/" + name;
  }

  private static HttpRequest query(URI url, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).method("QUERY", BodyPublishers.ofString(body));
    return headers.length == 0 ? request.build() : request.headers(headers).build();
  }

  private static LineStream open(URI url, String body, String... headers) {
    LineStream stream = LineStream.open(query(url, body, headers));
    stream.nextBlock();
    return stream;
  }

  private static String data(LineStream stream) {
    return stream.nextBlock().stream()
        .filter(line -> line.startsWith("data: "))
        .map(line -> line.substring("data: ".length()))
        .reduce("", String::concat);
  }

  @Test
  void matchersInTheBody_select() {
    String body =
        TestHub.form("match", topic("body/1"), "match_urlpattern", topic("body/pattern/:id"));
    try (LineStream stream = open(hub.url(), body, "Content-Type", FORM)) {
      hub.publish("topic", topic("body/2"), "data", "2");
      hub.publish("topic", topic("body/1"), "data", "1");
      hub.publish("topic", topic("body/pattern/x"), "data", "x");
      assertThat(data(stream)).isEqualTo("1");
      assertThat(data(stream)).isEqualTo("x");
    }
  }

  @Test
  void matchersOfBodyAndQuery_areUnited() {
    URI url = hub.url("match", topic("union/query"));
    String body = TestHub.form("match", topic("union/body"));
    try (LineStream stream = open(url, body, "Content-Type", FORM)) {
      hub.publish("topic", topic("union/query"), "data", "query");
      hub.publish("topic", topic("union/body"), "data", "body");
      assertThat(data(stream)).isEqualTo("query");
      assertThat(data(stream)).isEqualTo("body");
    }
  }

  @Test
  void emptyBody_leavesTheQuery() {
    try (LineStream stream = open(hub.url("match", topic("empty")), "", "Content-Type", FORM)) {
      hub.publish("topic", topic("empty"), "data", "hello");
      assertThat(data(stream)).isEqualTo("hello");
    }
  }

  @Test
  void contentType_mayHaveParameters_andAnyCase() {
    String body = TestHub.form("match", topic("charset"));
    String type = "Application/X-WWW-Form-Urlencoded; charset=UTF-8";
    try (LineStream stream = open(hub.url(), body, "Content-Type", type)) {
      hub.publish("topic", topic("charset"), "data", "hello");
      assertThat(data(stream)).isEqualTo("hello");
    }
  }

  @Test
  void cursorInTheBody_resumes() {
    String first = hub.publish("topic", topic("cursor"), "data", "1");
    hub.publish("topic", topic("cursor"), "data", "2");
    String body = TestHub.form("match", topic("cursor"), "last_event_id", first);
    try (LineStream stream = open(hub.url(), body, "Content-Type", FORM)) {
      assertThat(stream.header("Mercure-Last-Event-ID")).isEqualTo(first);
      assertThat(data(stream)).isEqualTo("2");
    }
  }

  @Test
  void cursorInTheQuery_winsOverTheBody_andTheHeaderOverBoth() {
    String first = hub.publish("topic", topic("precedence"), "data", "1");
    String second = hub.publish("topic", topic("precedence"), "data", "2");
    String third = hub.publish("topic", topic("precedence"), "data", "3");
    URI url = hub.url("last_event_id", second);
    String body = TestHub.form("last_event_id", first, "match", topic("precedence"));
    try (LineStream stream = open(url, body, "Content-Type", FORM)) {
      assertThat(stream.header("Mercure-Last-Event-ID")).isEqualTo(second);
    }
    try (LineStream stream = open(url, body, "Content-Type", FORM, "Last-Event-ID", third)) {
      assertThat(stream.header("Mercure-Last-Event-ID")).isEqualTo(third);
    }
  }

  @Test
  void reservedNamesInTheBody_areRefused() {
    String body = TestHub.form("match", topic("fine"), "match_regexp", "x");
    Refused.with(400, hub.send(query(hub.url(), body, "Content-Type", FORM)))
        .as("invalid-request")
        .naming("\"match_regexp\"");
  }

  @Test
  void noMatcherAnywhere_isRefused() {
    Refused.with(400, hub.send(query(hub.url(), "", "Content-Type", FORM)))
        .as("invalid-request")
        .naming("no topic matcher");
  }

  @Test
  void missingContentType_isRefused() {
    Refused.with(400, hub.send(query(hub.url("match", topic("typeless")), "match=x")))
        .as("invalid-request")
        .naming("Content-Type");
  }

  @ParameterizedTest
  @ValueSource(strings = {"form", "application/", "a/b/c", ";charset=utf-8"})
  void unreadableContentType_isRefused(String type) {
    Refused.with(400, hub.send(query(hub.url(), "match=x", "Content-Type", type)))
        .as("invalid-request")
        .naming("Content-Type");
  }

  @Test
  void otherContentType_isNotSupported_andTheAnswerSaysWhichIs() {
    HttpResponse<String> response =
        hub.send(query(hub.url(), "{\"match\":\"x\"}", "Content-Type", "application/json"));
    Refused.with(415, response).as("unsupported-media-type").naming(FORM);
    assertThat(response.headers().firstValue("Accept-Query")).contains(FORM);
  }
}
