package org.realtimehub.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/**
 * The answer after which the hub closes its connection. It says so (RFC 9112, 9.6), or its client
 * might send the next request into the close, and could not tell whether that was served.
 */
public final class LastAnswer {

  private LastAnswer() {}

  /** To be called before the head is written. HTTP/2 has no such header, nor such an end. */
  public static void announce(HttpServerRequest request) {
    HttpServerResponse response = request.response();
    if (request.version() != HttpVersion.HTTP_2 && !response.headWritten()) {
      response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
    }
  }

  /** Whether the client is told, by whomever. */
  public static boolean isAnnounced(HttpServerResponse response) {
    return response.headers().contains(HttpHeaders.CONNECTION, HttpHeaders.CLOSE, true);
  }
}
