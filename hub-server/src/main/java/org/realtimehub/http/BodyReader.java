package org.realtimehub.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;
import org.realtimehub.timing.Timeout;
import org.realtimehub.timing.TimeoutWheel;
import org.realtimehub.web.Cut;

/** Reads request bodies within bounds of size and time. Owned by one event loop. */
public final class BodyReader {

  private final TimeoutWheel wheel;
  private final long timeoutMillis;

  public BodyReader(TimeoutWheel wheel, long timeoutMillis) {
    this.wheel = wheel;
    this.timeoutMillis = timeoutMillis;
  }

  /**
   * Reads the whole body of a paused request. Fails with a {@link Refusal} of 413 when it is too
   * large, of 408 when it does not come in time, of 400 when it breaks off.
   */
  public Future<Buffer> read(HttpServerRequest request, long maxBytes) {
    if (declaredLength(request) > maxBytes) {
      return Future.failedFuture(tooLarge(maxBytes));
    }
    Promise<Buffer> whole = Promise.promise();
    Buffer body = Buffer.buffer();
    Timeout timeout =
        wheel.schedule(
            System.currentTimeMillis() + timeoutMillis,
            () ->
                whole.tryFail(
                    new Refusal(
                        408, "request-timeout", "Request timeout", "the body came too slowly")));
    request.handler(
        chunk -> {
          if (body.length() + chunk.length() > maxBytes) {
            whole.tryFail(tooLarge(maxBytes));
          } else if (!whole.future().isComplete()) {
            body.appendBuffer(chunk);
          }
        });
    request.endHandler(v -> whole.tryComplete(body));
    request.exceptionHandler(
        broken -> whole.tryFail(Refusal.badRequest("the body is broken or breaks off")));
    request.resume();
    return whole.future().onComplete(done -> timeout.cancel());
  }

  private static Refusal tooLarge(long maxBytes) {
    return Refusal.tooLarge("the body is larger than " + maxBytes + " bytes");
  }

  /**
   * Reads on and forgets what still comes of a body nobody wants, so that the client gets to read
   * its answer; cuts the request off when that is much or slow.
   */
  public void discard(HttpServerRequest request, long maxBytes) {
    if (request.isEnded()) {
      return;
    }
    long[] left = {maxBytes};
    Timeout timeout =
        wheel.schedule(System.currentTimeMillis() + timeoutMillis, () -> Cut.off(request));
    request.handler(
        chunk -> {
          left[0] -= chunk.length();
          if (left[0] < 0) {
            timeout.cancel();
            Cut.off(request);
          }
        });
    request.endHandler(v -> timeout.cancel());
    request.exceptionHandler(broken -> timeout.cancel());
    request.resume();
  }

  /** Whether what still comes of a body may be larger than this. */
  public static boolean mayExceed(HttpServerRequest request, long maxBytes) {
    boolean unknown = request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    return !request.isEnded() && (unknown || declaredLength(request) > maxBytes);
  }

  private static long declaredLength(HttpServerRequest request) {
    @Nullable String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    if (length == null) {
      return 0;
    }
    try {
      return Long.parseLong(length.trim());
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
