package org.realtimehub.stream;

import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimehub.access.AccessToken;
import org.realtimehub.connection.Place;

/**
 * A subscriber between its request and its open connection. It listens for the client's leaving
 * from the first moment on, so that neither a place nor a connection outlives its client.
 *
 * <p>Owned by its loop.
 */
public final class Newcomer {

  private final HttpServerRequest request;
  private final Loop loop;
  private final Client client;
  private final Optional<AccessToken> token;
  private @Nullable Place place;
  private @Nullable Connection connection;
  private @Nullable Throwable how;
  private boolean gone;
  private Runnable whenGone = () -> {};

  public Newcomer(
      HttpServerRequest request, Loop loop, Client client, Optional<AccessToken> token) {
    this.request = request;
    this.loop = loop;
    this.client = client;
    this.token = token;
    // A reset is reported twice before the close: only the close cleans up.
    request.response().exceptionHandler(cause -> how = how == null ? cause : how);
    request.response().closeHandler(v -> left());
  }

  private void left() {
    gone = true;
    if (connection != null) {
      connection.clientGone(how);
    } else if (place != null) {
      place.release();
      whenGone.run();
    }
  }

  /** Runs an action when the client leaves before its connection is open. */
  void whenGone(Runnable action) {
    whenGone = action;
  }

  /** Whether the client left before its connection was open. */
  public boolean gone() {
    return gone || request.response().closed();
  }

  public Client client() {
    return client;
  }

  HttpServerRequest request() {
    return request;
  }

  Loop loop() {
    return loop;
  }

  /** Empty for an anonymous client. */
  public Optional<AccessToken> token() {
    return token;
  }

  void holds(Place newPlace) {
    place = newPlace;
    if (gone()) {
      newPlace.release();
    }
  }

  /** Gives its place, or its place in the queue, back. Any thread. */
  public void giveUp() {
    if (place != null) {
      place.release();
    }
  }

  Place requirePlace() {
    Place held = place;
    if (held == null) {
      throw new IllegalStateException("not admitted");
    }
    return held;
  }

  void opened(Connection newConnection) {
    connection = newConnection;
  }
}
