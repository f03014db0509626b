package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What web pages of which origin may do (Fetch standard, "CORS protocol"). */
class CorsTest {

  private static final String READER = "https://reader.example";
  private static final String WRITER = "https://writer.example";
  private static final String STRANGER = "https://stranger.example";

  /** A hub with named origins, and one that lets any page in. */
  private static TestHub named;

  private static TestHub open;

  @BeforeAll
  static void start() {
    named = TestHub.start("cors.subscribe-origins=" + READER, "cors.publish-origins=" + WRITER);
    open = TestHub.start("cors.subscribe-origins=*", "cors.publish-origins=*");
  }

  @AfterAll
  static void stop() {
    named.close();
    open.close();
  }

  private static HttpResponse<String> preflight(
      TestHub hub, URI url, String origin, String method) {
    HttpRequest request =
        HttpRequest.newBuilder(url)
            .method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", method)
            .header("Access-Control-Request-Headers", "authorization, last-event-id")
            .build();
    return hub.send(request);
  }

  private static HttpResponse<String> head(TestHub hub, String origin) {
    HttpRequest request =
        HttpRequest.newBuilder(hub.url("match", "x", "last_event_id", "earliest"))
            .method("HEAD", BodyPublishers.noBody())
            .header("Origin", origin)
            .build();
    return hub.send(request);
  }

  private static HttpResponse<String> publish(TestHub hub, String origin) {
    HttpRequest request =
        HttpRequest.newBuilder(hub.url())
            .header("Origin", origin)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .header("Authorization", "Bearer " + TestTokens.everything())
            .POST(BodyPublishers.ofString("topic=x"))
            .build();
    return hub.send(request);
  }

  private static String header(HttpResponse<?> response, String name) {
    return String.join(", ", response.headers().allValues(name));
  }

  private static List<String> words(HttpResponse<?> response, String name) {
    return Stream.of(header(response, name).split(",", -1))
        .map(word -> word.trim().toLowerCase(Locale.ROOT))
        .toList();
  }

  private static void assertCredentialed(HttpResponse<?> response, String origin) {
    assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo(origin);
    assertThat(header(response, "Access-Control-Allow-Credentials")).isEqualTo("true");
    assertThat(words(response, "Vary")).contains("origin");
  }

  private static void assertAnonymous(HttpResponse<?> response) {
    assertThat(header(response, "Access-Control-Allow-Origin")).isEqualTo("*");
    assertThat(header(response, "Access-Control-Allow-Credentials")).isEmpty();
  }

  private static void assertNotAllowed(HttpResponse<?> response) {
    assertThat(header(response, "Access-Control-Allow-Origin")).isEmpty();
    assertThat(header(response, "Access-Control-Allow-Credentials")).isEmpty();
    assertThat(header(response, "Access-Control-Expose-Headers")).isEmpty();
    assertThat(words(response, "Vary")).contains("origin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "QUERY"})
  void preflight_allowsSubscribing_toNamedOrigins(String method) {
    HttpResponse<String> response = preflight(named, named.url(), READER, method);
    assertThat(response.statusCode()).isEqualTo(204);
    assertCredentialed(response, READER);
    assertThat(words(response, "Access-Control-Allow-Methods"))
        .contains(method.toLowerCase(Locale.ROOT));
    assertThat(words(response, "Access-Control-Allow-Headers"))
        .contains("authorization", "last-event-id", "content-type", "cache-control");
    assertThat(header(response, "Access-Control-Max-Age")).matches("[1-9][0-9]*");
  }

  @Test
  void preflight_ofAnotherOrigin_allowsNothing() {
    for (String method : List.of("GET", "QUERY", "POST")) {
      HttpResponse<String> response = preflight(named, named.url(), STRANGER, method);
      assertThat(response.statusCode()).isEqualTo(204);
      assertNotAllowed(response);
      assertThat(header(response, "Access-Control-Allow-Methods")).isEmpty();
    }
  }

  @Test
  void subscribingAndPublishing_haveListsOfTheirOwn() {
    assertCredentialed(preflight(named, named.url(), WRITER, "POST"), WRITER);
    assertNotAllowed(preflight(named, named.url(), READER, "POST"));
    assertNotAllowed(preflight(named, named.url(), WRITER, "GET"));
    assertCredentialed(head(named, READER), READER);
    assertNotAllowed(head(named, WRITER));
    assertCredentialed(publish(named, WRITER), WRITER);
    assertNotAllowed(publish(named, READER));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://reader.example",
        "https://reader.example:8443",
        "https://sub.reader.example",
        "https://reader.example.evil.example",
        "https://READER.example",
        "null"
      })
  void originsLikeAnAllowedOne_areOthers(String origin) {
    assertNotAllowed(head(named, origin));
  }

  @Test
  void star_allowsAnyOrigin_butNeverCredentials() {
    assertAnonymous(head(open, STRANGER));
    assertAnonymous(publish(open, STRANGER));
    assertAnonymous(preflight(open, open.url(), STRANGER, "GET"));
    assertAnonymous(preflight(open, open.url(), STRANGER, "POST"));
  }

  @Test
  void withoutOrigin_thereIsNothingToAllow() {
    HttpResponse<String> response = open.tryPublish("topic", "x");
    assertThat(header(response, "Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void stream_isReadable_andSoAreItsHeaders() {
    try (LineStream stream = LineStream.get(named.url("match", "x"), "Origin", READER)) {
      assertThat(stream.header("Access-Control-Allow-Origin")).isEqualTo(READER);
      assertThat(stream.header("Access-Control-Allow-Credentials")).isEqualTo("true");
      assertThat(stream.header("Vary")).containsIgnoringCase("origin");
    }
    assertThat(words(head(named, READER), "Access-Control-Expose-Headers"))
        .contains("link", "mercure-last-event-id", "last-event-id", "hub-connection-id");
  }

  @Test
  void refusals_areReadableToo() {
    HttpRequest request =
        HttpRequest.newBuilder(named.url()).header("Origin", READER).GET().build();
    HttpResponse<String> response = named.send(request);
    Refused.with(400, response);
    assertCredentialed(response, READER);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/.well-known/mercure/subscriptions",
        "/.well-known/mercure/history?match=x",
        "/.well-known/oauth-protected-resource/.well-known/mercure"
      })
  void otherResources_areReadable_byThoseWhoMaySubscribe(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(named.at(path))
            .headers("Origin", READER, "Authorization", "Bearer " + TestTokens.everything())
            .build();
    HttpResponse<String> response = named.send(request);
    assertThat(response.statusCode()).isEqualTo(200);
    assertCredentialed(response, READER);
    assertThat(words(response, "Access-Control-Expose-Headers")).contains("link");
    HttpResponse<String> preflight = preflight(named, named.at(path), READER, "GET");
    assertCredentialed(preflight, READER);
    assertThat(words(preflight, "Access-Control-Allow-Methods")).doesNotContain("post");
  }
}
