package org.realtimehub.endpoint;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The page at the root: what this is, and on a development hub, a place to try it. */
final class FrontPage {

  /** Script and style are files of their own, so that nothing inline needs to be allowed. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private record Content(String type, Buffer bytes) {

    void answer(HttpServerRequest request) {
      request
          .response()
          .putHeader(HttpHeaders.CONTENT_TYPE, type)
          .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
          .putHeader("Content-Security-Policy", POLICY)
          .putHeader("X-Content-Type-Options", "nosniff")
          .end(bytes);
    }

    Resource resource() {
      return new Resource.ReadOnly(exchange -> answer(exchange.request()));
    }
  }

  private FrontPage() {}

  /** The page and what it consists of, by path. */
  static Map<String, Resource> resources(String hubUrl, boolean demo) {
    if (!demo) {
      return Map.of("/", content("text/plain", "This is a realtime hub.\n"));
    }
    String page = file("/pages/playground.html").replace("{{hub}}", hubUrl);
    return Map.of(
        "/", content("text/html", page),
        "/playground.css", content("text/css", file("/pages/playground.css")),
        "/playground.js", content("text/javascript", file("/pages/playground.js")));
  }

  private static Resource content(String type, String text) {
    return new Content(type + "; charset=utf-8", Buffer.buffer(text)).resource();
  }

  private static String file(String name) {
    try (InputStream in = FrontPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the build lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
