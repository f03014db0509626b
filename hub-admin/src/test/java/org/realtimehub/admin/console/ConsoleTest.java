package org.realtimehub.admin.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class ConsoleTest {

  /** Licences and their list are for who looks into the jar. */
  private static final Pattern NOT_SERVED = Pattern.compile(".*/(LICENSE|README\\.md)");

  private static final Pattern REFERENCE =
      Pattern.compile("(?:from|import|src=|href=|url\\()\\s*[\"']([^\"':]+\\.(?:js|css|svg))[\"']");

  private static final Vertx VERTX = Vertx.vertx();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static HttpServer server;

  @BeforeAll
  static void start() {
    Router router = Router.router(VERTX);
    new Console().mount(router);
    server = VERTX.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
  }

  @AfterAll
  static void stop() {
    VERTX.close().await();
  }

  private static HttpResponse<String> send(String method, String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort() + path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofString());
  }

  private static Set<String> paths() {
    return Files.all().stream().map(Files.Place::path).collect(Collectors.toSet());
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html; charset=utf-8",
    "/console/app.js, text/javascript; charset=utf-8",
    "/console/console.css, text/css; charset=utf-8",
    "/console/icon.svg, image/svg+xml",
    "/console/vendor/preact/hooks.umd.js, text/javascript; charset=utf-8",
    "/console/vendor/pico/pico.min.css, text/css; charset=utf-8"
  })
  void file_hasItsTypeAndIsAskedForAgain(String path, String type) throws Exception {
    HttpResponse<String> answer = send("GET", path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue(type);
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-cache");
    assertThat(answer.body()).isNotEmpty();
  }

  @Test
  void knownFile_isNotSentAgain() throws Exception {
    String tag = send("GET", "/").headers().firstValue("ETag").orElseThrow();
    for (String known : Set.of(tag, "\"other\", W/" + tag, "*")) {
      HttpResponse<String> answer = send("GET", "/", "If-None-Match", known);
      assertThat(answer.statusCode()).as(known).isEqualTo(304);
      assertThat(answer.body()).isEmpty();
      assertThat(answer.headers().firstValue("ETag")).hasValue(tag);
    }
    assertThat(send("GET", "/", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @Test
  void head_isAnsweredWithoutTheFile() throws Exception {
    HttpResponse<String> answer = send("HEAD", "/console/app.js");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
    assertThat(answer.body()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console",
        "/console/",
        "/console/app.js/",
        "/console/index.html",
        "/console/Console.class",
        "/console/vendor/README.md",
        "/console/../openapi.yaml",
        "/console/%2e%2e/openapi.yaml",
        "/console/..%2fopenapi.yaml",
        "/console/%5c..%5copenapi.yaml",
        "/console/css/../app.js",
        "/console//app.js",
        "/console/app.js%00.css",
        "/META-INF/MANIFEST.MF",
        "/console/vendor/preact/../../../Files.class"
      })
  void whatIsNotInTheList_isNotThere(String path) throws Exception {
    assertThat(send("GET", path).statusCode()).isBetween(400, 404);
  }

  @Test
  void nothingCanBeChanged() throws Exception {
    assertThat(send("POST", "/").statusCode()).isEqualTo(405);
    assertThat(send("DELETE", "/console/app.js").statusCode()).isEqualTo(405);
  }

  @Test
  void listOfFiles_isWhatTheFolderHolds() throws Exception {
    Path folder = Path.of(Console.class.getResource("index.html").toURI().resolve("."));
    try (Stream<Path> found = java.nio.file.Files.walk(folder)) {
      Set<String> resources =
          found
              .filter(java.nio.file.Files::isRegularFile)
              .map(file -> folder.relativize(file).toString())
              .filter(name -> !NOT_SERVED.matcher(name).matches() && !name.endsWith(".class"))
              .map(name -> "/org/realtimehub/admin/console/" + name)
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(Files.all())
          .extracting(Files.Place::resource)
          .filteredOn(resource -> !resource.startsWith("/META-INF/"))
          .containsExactlyInAnyOrderElementsOf(resources);
    }
  }

  @Test
  void whateverAFileRefersTo_isServed() throws Exception {
    for (Files.Place place : Files.all()) {
      if (place.path().contains("/vendor/")) {
        continue;
      }
      for (MatchResult found :
          REFERENCE.matcher(send("GET", place.path()).body()).results().toList()) {
        assertThat(paths())
            .as("%s refers to %s", place.path(), found.group(1))
            .contains(URI.create(place.path()).resolve(found.group(1)).getPath());
      }
    }
  }

  @Test
  void page_needsNothingInlineAndNothingFromElsewhere() throws Exception {
    String page = send("GET", "/").body();
    assertThat(page).doesNotContainPattern("<script(?![^>]*src=)").doesNotContain("<style");
    assertThat(page).doesNotContainPattern("(?i)\\s(style|on[a-z]+)=").doesNotContain("://");
  }
}
