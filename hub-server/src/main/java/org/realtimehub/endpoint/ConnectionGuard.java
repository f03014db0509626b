package org.realtimehub.endpoint;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.IdentityHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.realtimehub.http.LastAnswer;
import org.realtimehub.timing.Timeout;
import org.realtimehub.timing.TimeoutWheel;
import org.realtimehub.web.Cut;

/**
 * Closes client connections on which no request comes: a new one whose first request head is slow,
 * one that stays idle between requests, and one whose client was told that an answer is the last. A
 * connection with a request under way is left alone.
 *
 * <p>Owned by one event loop.
 */
final class ConnectionGuard {

  /** A connection, the requests under way on it, and its deadline while there are none. */
  private static final class Guarded {
    private int underWay;
    private boolean last;
    private @Nullable Timeout deadline;
  }

  /** How long the last answers may take to leave. */
  private static final long LINGER_MILLIS = 5_000;

  private final TimeoutWheel wheel;
  private final long firstRequestMillis;
  private final long keepAliveMillis;
  private final BooleanSupplier stopping;
  private final IdentityHashMap<HttpConnection, Guarded> connections = new IdentityHashMap<>();

  /**
   * @param stopping whether the node ends every connection that has no request under way
   */
  ConnectionGuard(
      TimeoutWheel wheel, long firstRequestMillis, long keepAliveMillis, BooleanSupplier stopping) {
    this.wheel = wheel;
    this.firstRequestMillis = firstRequestMillis;
    this.keepAliveMillis = keepAliveMillis;
    this.stopping = stopping;
  }

  /** A connection was accepted. */
  void accepted(HttpConnection connection) {
    Guarded guarded = new Guarded();
    connections.put(connection, guarded);
    connection.closeHandler(v -> closed(connection));
    watch(connection, guarded, firstRequestMillis);
  }

  private void watch(HttpConnection connection, Guarded guarded, long millis) {
    guarded.deadline =
        wheel.schedule(System.currentTimeMillis() + millis, () -> close(connection, guarded));
  }

  /** What was written may still leave, but a client that reads nothing does not stop the close. */
  private void close(HttpConnection connection, Guarded guarded) {
    guarded.deadline =
        wheel.schedule(System.currentTimeMillis() + LINGER_MILLIS, () -> Cut.off(connection));
    connection.close();
  }

  private void closed(HttpConnection connection) {
    Guarded guarded = connections.remove(connection);
    if (guarded != null) {
      unwatch(guarded);
    }
  }

  private static void unwatch(Guarded guarded) {
    if (guarded.deadline != null) {
      guarded.deadline.cancel();
      guarded.deadline = null;
    }
  }

  /**
   * A request came; its connection is watched again when all its answers are complete.
   *
   * @return false when it must not be served: it came behind the last answer, or its client, which
   *     sends request after request and reads no answer, would have all of them kept for it
   */
  boolean requested(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    if (request.version() != HttpVersion.HTTP_2 && request.response().writeQueueFull()) {
      Cut.off(connection);
      return false;
    }
    Guarded guarded = connections.get(connection);
    if (guarded != null) {
      if (guarded.last) {
        return false;
      }
      unwatch(guarded);
      guarded.underWay++;
      request.response().headersEndHandler(v -> answering(request, guarded));
      request.response().endHandler(v -> answered(request, guarded));
    }
    return true;
  }

  /** The head of the answer is about to leave. */
  private void answering(HttpServerRequest request, Guarded guarded) {
    HttpServerResponse response = request.response();
    boolean endsWithClose =
        request.version() == HttpVersion.HTTP_1_0
            && !response.headers().contains(HttpHeaders.CONTENT_LENGTH);
    if (endsWithClose || stopping.getAsBoolean()) {
      LastAnswer.announce(request);
    }
    guarded.last = LastAnswer.isAnnounced(response);
  }

  /** The last answer closes the connection, but not before the request's body has come. */
  private void answered(HttpServerRequest request, Guarded guarded) {
    HttpConnection connection = request.connection();
    guarded.underWay--;
    if (!connections.containsKey(connection)) {
      return;
    }
    if (guarded.last && request.isEnded()) {
      close(connection, guarded);
      return;
    }
    if (guarded.underWay == 0) {
      watch(connection, guarded, keepAliveMillis);
    }
    if (guarded.last) {
      request.end().onSuccess(v -> connection.close());
    }
  }
}
