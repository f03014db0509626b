package org.realtimehub.endpoint;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The page at the root: what this is, and on a development hub, a place to try it. */
final class FrontPage {

  private static final String POLICY =
      "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'unsafe-inline';"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final String page;

  FrontPage(String hubUrl, boolean demo) {
    this.page = demo ? resource("/pages/playground.html").replace("{{hub}}", hubUrl) : "";
  }

  private static String resource(String name) {
    try (InputStream in = FrontPage.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the build lacks " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void handle(HttpServerRequest request) {
    if (page.isEmpty()) {
      request
          .response()
          .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
          .end("This is a realtime hub.\n");
      return;
    }
    request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .putHeader("Content-Security-Policy", POLICY)
        .putHeader("X-Content-Type-Options", "nosniff")
        .end(page);
  }
}
