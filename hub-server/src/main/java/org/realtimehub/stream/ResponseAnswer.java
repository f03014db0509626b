package org.realtimehub.stream;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import org.jspecify.annotations.Nullable;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.web.Cut;

/** Writes through Vert.x, over any HTTP version. */
final class ResponseAnswer implements Answer {

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Connection connection;
  private long inFlight;
  private @Nullable Runnable whenTaken;

  ResponseAnswer(HttpServerRequest request, Connection connection) {
    this.request = request;
    this.response = request.response();
    this.connection = connection;
  }

  @Override
  public void begin(Buffer first) {
    response.setChunked(true);
    writePiece(first);
  }

  @Override
  public int write(Bundle bundle) {
    Buffer bytes = bundle.plain();
    if (bytes.length() <= MAX_WRITE) {
      writePiece(bytes);
      return bytes.length();
    }
    for (int from = 0; from < bytes.length() && !connection.ended(); from += MAX_WRITE) {
      writePiece(bytes.slice(from, Math.min(bytes.length(), from + MAX_WRITE)));
    }
    return bytes.length();
  }

  private void writePiece(Buffer bytes) {
    int length = bytes.length();
    inFlight += length;
    try {
      response.write(bytes).onComplete(result -> written(length, result));
    } catch (IllegalStateException e) {
      // The response is over, and nobody has told yet: others must get theirs all the same.
      connection.end(CloseReason.WRITE_FAILED);
    }
  }

  private void written(int length, AsyncResult<Void> result) {
    inFlight -= length;
    if (result.failed()) {
      connection.end(CloseReason.WRITE_FAILED);
    } else if (inFlight == 0 && whenTaken != null) {
      Runnable action = whenTaken;
      whenTaken = null;
      action.run();
    }
  }

  @Override
  public long waiting() {
    return inFlight;
  }

  @Override
  public long untaken() {
    return inFlight;
  }

  @Override
  public String protocol() {
    return switch (request.version()) {
      case HTTP_1_0 -> "HTTP/1.0";
      case HTTP_1_1 -> "HTTP/1.1";
      case HTTP_2 -> "HTTP/2";
    };
  }

  @Override
  public void whenTaken(Runnable action) {
    if (inFlight == 0) {
      connection.later(action);
    } else {
      whenTaken = action;
    }
  }

  @Override
  public Future<Void> end(Buffer last) {
    return response.closed() || response.ended() ? Future.succeededFuture() : response.end(last);
  }

  @Override
  public void breakOff() {
    Cut.off(request);
  }
}
