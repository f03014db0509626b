package org.realtimehub.admin.api;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;

/** Ends what a client has stopped reading. */
public final class Cut {

  private Cut() {}

  /**
   * Ends an answer now and drops what waits for it: the stream of HTTP/2, the whole connection of
   * HTTP/1.1. To close in the usual way waits until all has left, which here is never.
   */
  public static void off(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      request.response().reset();
    } else if (request.connection() instanceof ConnectionBase base) {
      base.channelHandlerContext().close();
    } else {
      request.connection().close();
    }
  }
}
