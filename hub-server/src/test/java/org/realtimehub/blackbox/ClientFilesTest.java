package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client library, as any hub gives it to any page. */
class ClientFilesTest {

  private static final Path LIBRARY = Path.of("..", "hub-client");

  private static TestHub hub;

  @BeforeAll
  static void start() {
    hub = TestHub.start("demo=false");
  }

  @AfterAll
  static void stop() {
    hub.close();
  }

  private static HttpResponse<String> get(String path, String... headers) {
    return hub.get(hub.at(path), headers);
  }

  @Test
  void everyModule_isServed_asItIs() throws IOException {
    try (Stream<Path> sources = Files.walk(LIBRARY.resolve("src"))) {
      List<Path> modules =
          Stream.concat(sources, Stream.of(LIBRARY.resolve("hub-client.js")))
              .filter(file -> file.toString().endsWith(".js"))
              .toList();
      assertThat(modules).hasSizeGreaterThan(10);
      for (Path module : modules) {
        HttpResponse<String> response = get("/client/" + LIBRARY.relativize(module));
        assertThat(response.statusCode()).as(module.toString()).isEqualTo(200);
        assertThat(response.body()).isEqualTo(Files.readString(module));
        assertThat(response.headers().firstValue("Content-Type"))
            .contains("text/javascript; charset=utf-8");
      }
    }
  }

  @Test
  void types_areServed() {
    assertThat(get("/client/hub-client.d.ts").body()).contains("export class HubClient");
  }

  @Test
  void anyPage_mayImportIt_andNobodyGuessesItsType() {
    HttpResponse<String> response =
        get("/client/hub-client.js", "Origin", "https://elsewhere.example");
    assertThat(response.headers().allValues("Access-Control-Allow-Origin")).containsExactly("*");
    assertThat(response.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
    assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
  }

  @Test
  void whoHasIt_getsItOnlyWhenItHasChanged() {
    HttpResponse<String> first = get("/client/hub-client.js");
    assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
    String tag = first.headers().firstValue("ETag").orElseThrow();

    HttpResponse<String> again = get("/client/hub-client.js", "If-None-Match", "\"x\", W/" + tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.headers().firstValue("ETag")).contains(tag);
    assertThat(again.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
    assertThat(get("/client/hub-client.js", "If-None-Match", "\"x\"").statusCode()).isEqualTo(200);
  }

  @Test
  void head_tellsTheLength() {
    HttpRequest request =
        HttpRequest.newBuilder(hub.at("/client/hub-client.js"))
            .method("HEAD", BodyPublishers.noBody())
            .build();
    HttpResponse<String> response = hub.send(request);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.headers().firstValueAsLong("Content-Length").orElseThrow())
        .isEqualTo(get("/client/hub-client.js").body().length());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/client",
        "/client/",
        "/client/src/",
        "/client/package.json",
        "/client/test/core.test.js",
        "/client/fakes/hub.js",
        "/client/hub-client.js/",
        "/client/..%2fhub-client.js",
        "/client/src/../../config/development.yaml"
      })
  void nothingElse_isServed(String path) {
    try (RawConnection raw = RawConnection.to(hub)) {
      raw.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(raw.readHead()).startsWith("HTTP/1.1 404 ");
    }
  }

  @Test
  void it_isOnlyRead() {
    HttpRequest request =
        HttpRequest.newBuilder(hub.at("/client/hub-client.js"))
            .POST(BodyPublishers.ofString("x"))
            .build();
    Refused.with(405, hub.send(request)).as("method-not-allowed");
  }
}
