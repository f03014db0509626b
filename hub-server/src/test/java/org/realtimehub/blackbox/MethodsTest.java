package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which method does what where, and what is answered to all others. */
class MethodsTest {

  private static final String HUB = "/.well-known/mercure";
  private static final String HUB_METHODS = "GET, QUERY, HEAD, POST, OPTIONS";
  private static final String READ_METHODS = "GET, HEAD, OPTIONS";

  private static TestHub hub;

  @BeforeAll
  static void start() {
    hub = TestHub.start();
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private static HttpResponse<String> send(String method, String path, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(hub.at(path)).method(method, BodyPublishers.noBody());
    return hub.send(headers.length == 0 ? request.build() : request.headers(headers).build());
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/event-stream", "application/x-ndjson", "application/json"})
  void head_ofTheHub_answersLikeGet_andOpensNothing(String accept) {
    hub.awaitNothingLeft();
    String id = hub.publish("topic", "head");
    String path = HUB + "?match=head&last_event_id=" + id;
    HttpResponse<String> response = send("HEAD", path, "Accept", accept);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains(accept);
    assertThat(response.headers().firstValue("Mercure-Last-Event-ID")).contains(id);
    assertThat(response.headers().firstValue("Hub-Connection-Id")).isEmpty();
    assertThat(hub.connections()).isZero();
  }

  @Test
  void headAndOptions_areNoSubscriptions() {
    String presence = HUB + "/subscriptions/exact/unopened/:subscriber";
    try (EventStream watcher =
        hub.subscribeAs(TestTokens.everything(), "match_urlpattern", presence)) {
      send("HEAD", HUB + "?match=unopened");
      send("OPTIONS", HUB + "?match=unopened");
      try (LineStream stream = LineStream.get(hub.url("match", "unopened"))) {
        assertThat(watcher.next().getData()).contains(stream.header("Hub-Connection-Id"));
      }
    }
  }

  @Test
  void head_isRefusedLikeGet_withoutABody() {
    assertThat(send("HEAD", HUB).statusCode()).isEqualTo(400);
    assertThat(send("HEAD", HUB + "?match=x", "Authorization", "Bearer bad").statusCode())
        .isEqualTo(401);
    assertThat(send("HEAD", HUB + "?match=x", "Accept", "text/html").statusCode()).isEqualTo(406);
    assertThat(send("HEAD", "/nowhere").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HUB + "?match=x",
        HUB,
        HUB + "/history?match=x",
        HUB + "/subscriptions",
        "/.well-known/oauth-protected-resource" + HUB,
        "/",
        "/nowhere"
      })
  void head_hasNoBody(String path) {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send("HEAD " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(raw.readHead()).startsWith("HTTP/1.1 ");
      raw.send("OPTIONS / HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(raw.readHead()).startsWith("HTTP/1.1 204 ");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        HUB + "                                        | " + HUB_METHODS,
        HUB + "?match=x                                | " + HUB_METHODS,
        HUB + "/subscriptions                          | " + READ_METHODS,
        HUB + "/history                                | " + READ_METHODS,
        "/.well-known/oauth-protected-resource" + HUB + " | " + READ_METHODS
      })
  void options_namesTheMethods(String path, String methods) {
    HttpResponse<String> response = send("OPTIONS", path);
    assertThat(response.statusCode()).isEqualTo(204);
    assertThat(response.headers().firstValue("Allow")).contains(methods);
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "PATCH", "DELETE", "TRACE", "PROPFIND", "get"})
  void otherMethods_areNotAllowed_onTheHub(String method) {
    HttpResponse<String> response = send(method, HUB + "?match=x");
    Refused.with(405, response).as("method-not-allowed").naming(method);
    assertThat(response.headers().firstValue("Allow")).contains(HUB_METHODS);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        HUB + "/subscriptions",
        HUB + "/history",
        "/.well-known/oauth-protected-resource" + HUB
      })
  void resourcesToRead_areOnlyRead(String path) {
    for (String method : new String[] {"POST", "QUERY", "PUT", "DELETE"}) {
      HttpResponse<String> response = send(method, path);
      Refused.with(405, response).as("method-not-allowed").naming(method);
      assertThat(response.headers().firstValue("Allow")).contains(READ_METHODS);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nowhere",
        HUB + "/",
        HUB + "/nowhere",
        HUB + "/history/",
        HUB + "/subscriptionsless",
        "/.well-known/Mercure",
        "/.well-known/oauth-protected-resource"
      })
  void otherPaths_areNotFound(String path) {
    Refused.with(404, send("GET", path)).as("not-found");
    Refused.with(404, send("POST", path)).as("not-found");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "text/plain, application/xml;q=0.9",
        "text/event-stream;q=0",
        "*/*;q=0",
        "application/*;q=0, image/*"
      })
  void acceptThatExcludesAllForms_isRefused_namingThem(String accept) {
    Refused.with(406, send("GET", HUB + "?match=x", "Accept", accept))
        .as("not-acceptable")
        .naming("text/event-stream")
        .naming("application/x-ndjson")
        .naming("application/json");
  }

  @Test
  void bodiesThatAreNoForms_areNotSupported() {
    String[] json = {
      "Content-Type", "application/json", "Authorization", "Bearer " + TestTokens.everything()
    };
    Refused.with(415, send("POST", HUB, json)).as("unsupported-media-type");
    Refused.with(415, send("QUERY", HUB + "?match=x", json)).as("unsupported-media-type");
  }
}
