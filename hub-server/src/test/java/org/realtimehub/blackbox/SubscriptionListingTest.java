package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Collections of subscriptions that are written in many parts. */
class SubscriptionListingTest {

  private static final int CONNECTIONS = 12;
  private static final int MATCHERS = 100;
  private static final String TOKEN = TestTokens.everything();

  private static final List<LineStream> streams = new ArrayList<>();
  private static TestHub hub;

  @BeforeAll
  static void start() {
    hub = TestHub.start();
    for (int i = 0; i < CONNECTIONS; i++) {
      List<String> parameters = new ArrayList<>();
      for (int j = 0; j < MATCHERS; j++) {
        parameters.add("match");
        parameters.add("https://example.com/listing/" + i + "/" + j);
      }
      streams.add(LineStream.get(hub.url(parameters.toArray(String[]::new))));
    }
  }

  @AfterAll
  static void stop() {
    streams.forEach(LineStream::close);
    hub.close();
  }

  private static HttpRequest request(String method) {
    return HttpRequest.newBuilder(hub.at(SubscriptionPaths.ALL))
        .header("Authorization", "Bearer " + TOKEN)
        .method(method, HttpRequest.BodyPublishers.noBody())
        .build();
  }

  private static void assertWhole(String body) {
    JsonObject document = new JsonObject(body);
    assertThat(document.getString("id")).isEqualTo(SubscriptionPaths.ALL);
    List<String> ids =
        document.getJsonArray("subscriptions").stream()
            .map(subscription -> ((JsonObject) subscription).getString("id"))
            .toList();
    assertThat(ids).hasSize(CONNECTIONS * MATCHERS).doesNotHaveDuplicates();
  }

  @Test
  void longCollection_comesWhole() {
    HttpResponse<String> response = hub.send(request("GET"));
    assertWhole(response.body());
    assertThat(response.headers().firstValue("Content-Length")).isEmpty();
  }

  @Test
  void longCollection_comesWhole_overHttp2() throws Exception {
    HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();
    HttpResponse<String> response = client.send(request("GET"), BodyHandlers.ofString());
    assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
    assertWhole(response.body());
  }

  @Test
  void longCollection_comesWhole_withItsLength_overHttp10() {
    try (RawConnection client = RawConnection.to(hub)) {
      client.send(
          "GET "
              + SubscriptionPaths.ALL
              + " HTTP/1.0\r\nHost: localhost\r\nAuthorization: Bearer "
              + TOKEN
              + "\r\n\r\n");
      String head = client.readUntil("\r\n\r\n");
      assertThat(head).containsPattern(Pattern.compile("(?i)content-length: [0-9]{6}"));
      assertWhole(client.readUntil("]}"));
    }
  }

  @Test
  void headOfALongCollection_isAnswered_withoutABody() {
    HttpResponse<String> response = hub.send(request("HEAD"));
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValue("ETag")).isPresent();
    assertThat(response.body()).isEmpty();
    assertThat(hub.send(request("HEAD")).statusCode()).isEqualTo(200);
  }

  @Test
  void clientThatLeaves_inTheMiddle_disturbsNobody() {
    for (int i = 0; i < 20; i++) {
      try (RawConnection client = RawConnection.to(hub)) {
        client.send(
            "GET "
                + SubscriptionPaths.ALL
                + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                + TOKEN
                + "\r\n\r\n");
        client.readUntil("\"subscriptions\":[");
      }
    }
    assertWhole(hub.send(request("GET")).body());
  }
}
