package org.realtimehub.http;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;

/** Ends a connection whose client may have stopped reading. */
public final class Cut {

  private Cut() {}

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
