package org.realtimehub.stream;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import org.realtimehub.http.Cut;

/**
 * The way to the socket: the response to a request, over any HTTP version. Called on the loop of
 * its connection only.
 */
public final class Answer {

  private final HttpServerRequest request;
  private final HttpServerResponse response;

  public Answer(HttpServerRequest request) {
    this.request = request;
    this.response = request.response();
  }

  /** Completes when the socket, or the HTTP/2 stream's window, has taken the bytes. */
  Future<Void> write(Buffer bytes) {
    return response.write(bytes);
  }

  /** Sends the last bytes, after all that wait. */
  Future<Void> end(Buffer bytes) {
    return response.closed() || response.ended() ? Future.succeededFuture() : response.end(bytes);
  }

  /** Drops what waits: closes the connection, or resets the HTTP/2 stream. */
  void breakOff() {
    if (request.version() == HttpVersion.HTTP_2) {
      response.reset();
    } else {
      Cut.off(request.connection());
    }
  }
}
