package org.realtimehub.web;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/** Ends what a client may have stopped reading, or goes on sending. */
public final class Cut {

  private Cut() {}

  /** Ends a request and its answer: the stream of HTTP/2, whose connection carries others too. */
  public static void off(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset();
    } else {
      off(request.connection());
    }
  }

  /**
   * Closes the socket now and drops what waits for it. {@link HttpConnection#close} first waits
   * until all that was written has left, which for a client that reads no more is never.
   */
  public static void off(HttpConnection connection) {
    if (connection instanceof ConnectionBase base) {
      base.channelHandlerContext().close();
    } else {
      connection.close();
    }
  }
}
