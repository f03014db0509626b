package org.realtimehub.endpoint;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.IdentityHashMap;
import org.jspecify.annotations.Nullable;
import org.realtimehub.http.Cut;
import org.realtimehub.timing.Timeout;
import org.realtimehub.timing.TimeoutWheel;

/**
 * Closes client connections on which no request comes: a new one whose first request head is slow,
 * and one that stays idle between requests. A connection with a request under way is left alone.
 *
 * <p>Owned by one event loop.
 */
final class ConnectionGuard {

  /** A connection, the requests under way on it, and its deadline while there are none. */
  private static final class Guarded {
    private int underWay;
    private @Nullable Timeout deadline;
  }

  /** How long the last answers may take to leave. */
  private static final long LINGER_MILLIS = 5_000;

  private final TimeoutWheel wheel;
  private final long firstRequestMillis;
  private final long keepAliveMillis;
  private final IdentityHashMap<HttpConnection, Guarded> connections = new IdentityHashMap<>();

  ConnectionGuard(TimeoutWheel wheel, long firstRequestMillis, long keepAliveMillis) {
    this.wheel = wheel;
    this.firstRequestMillis = firstRequestMillis;
    this.keepAliveMillis = keepAliveMillis;
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
   * @return false when it must not be answered: a client that sends request after request and reads
   *     no answer would have all of them kept for it, so its connection is closed
   */
  boolean requested(HttpServerRequest request) {
    HttpConnection connection = request.connection();
    if (request.version() != HttpVersion.HTTP_2 && request.response().writeQueueFull()) {
      Cut.off(connection);
      return false;
    }
    Guarded guarded = connections.get(connection);
    if (guarded != null) {
      unwatch(guarded);
      guarded.underWay++;
      request.response().endHandler(v -> answered(connection, guarded));
    }
    return true;
  }

  private void answered(HttpConnection connection, Guarded guarded) {
    guarded.underWay--;
    if (guarded.underWay == 0 && connections.containsKey(connection)) {
      watch(connection, guarded, keepAliveMillis);
    }
  }
}
