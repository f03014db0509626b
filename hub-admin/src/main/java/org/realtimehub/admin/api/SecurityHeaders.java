package org.realtimehub.admin.api;

import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;

/** What browsers are told with every answer of the admin port. Other origins get nothing of it. */
public final class SecurityHeaders implements Handler<RoutingContext> {

  private static final Map<String, String> HEADERS =
      Map.of(
          "Content-Security-Policy",
          String.join(
              "; ",
              "default-src 'none'",
              "script-src 'self'",
              "style-src 'self'",
              "img-src 'self' data:",
              "connect-src 'self'",
              "font-src 'self'",
              "base-uri 'none'",
              "form-action 'self'",
              "frame-ancestors 'none'"),
          "X-Content-Type-Options",
          "nosniff",
          "Referrer-Policy",
          "no-referrer",
          "Cross-Origin-Opener-Policy",
          "same-origin",
          "Cross-Origin-Resource-Policy",
          "same-origin",
          // What is the same for everybody says otherwise.
          "Cache-Control",
          "no-store");

  @Override
  public void handle(RoutingContext request) {
    HEADERS.forEach(request.response()::putHeader);
    request.next();
  }
}
