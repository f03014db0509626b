package org.realtimehub.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;

/** Writes error answers as {@code application/problem+json} (RFC 9457). */
public final class Problems {

  /** Problem types are URIs of this prefix and the type of the {@link Refusal}. */
  static final String TYPE_PREFIX = "urn:hub:problem:";

  private Problems() {}

  /** Answers the request, unless its client is gone or it has been answered. */
  public static void answer(HttpServerRequest request, Refusal refusal) {
    HttpServerResponse response = request.response();
    if (response.headWritten() || response.closed()) {
      return;
    }
    response
        .setStatusCode(refusal.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    refusal.headers().forEach(response::putHeader);
    response.end(body(refusal).toBuffer());
  }

  static JsonObject body(Refusal refusal) {
    return new JsonObject()
        .put("type", TYPE_PREFIX + refusal.type())
        .put("title", refusal.title())
        .put("status", refusal.status())
        .put("detail", refusal.detail());
  }
}
