package org.realtimehub.endpoint;

import io.vertx.core.Future;
import java.util.Optional;
import org.realtimehub.delivery.Interest;
import org.realtimehub.http.Refusal;
import org.realtimehub.log.Bounds;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.Found;
import org.realtimehub.log.PositionTokens;
import org.realtimehub.update.Position;

/** Finds the place in the log where a subscriber goes on (draft-08, "Reconnection"). */
final class Resume {

  /** The reserved id that stands for all that is retained. */
  static final String EARLIEST = "earliest";

  /**
   * Where a subscriber begins.
   *
   * @param after empty for the head at the moment the answer begins
   * @param lost the place it asked for is gone or unknown
   * @param answeredId value of {@code Mercure-Last-Event-ID}
   */
  record Start(Optional<Position> after, boolean lost, String answeredId) {

    /** Whether the client's own id names the place. */
    boolean known() {
      return !answeredId.equals(EARLIEST);
    }
  }

  private static final int RETRY_SECONDS = 5;

  private final EventLog log;
  private final PositionTokens tokens;

  Resume(EventLog log, PositionTokens tokens) {
    this.log = log;
    this.tokens = tokens;
  }

  /**
   * An empty id asks for nothing that exists, as {@code EventSource} never sends one: only what
   * comes is delivered.
   */
  Future<Start> find(String requestedId, Interest interest) {
    if (requestedId.isEmpty()) {
      return Future.succeededFuture(new Start(Optional.empty(), false, EARLIEST));
    }
    if (requestedId.equals(EARLIEST)) {
      return log.bounds().map(bounds -> earliest(bounds, false));
    }
    if (PositionTokens.looksLikeToken(requestedId)) {
      return log.bounds().map(bounds -> fromToken(requestedId, bounds));
    }
    return log.find(requestedId)
        .compose(
            found -> {
              // That an update exists which the subscriber may not see must not show.
              Optional<Found> visible = found.filter(f -> interest.maySee(f.update().update()));
              return visible.isPresent()
                  ? Future.succeededFuture(after(visible.get(), requestedId))
                  : log.bounds().map(bounds -> earliest(bounds, true));
            });
  }

  /** Whether a client comes back that was told to go, and not to come back so soon. */
  boolean mustStayAway(String requestedId) {
    return tokens.tellsToStayAway(requestedId, System.currentTimeMillis());
  }

  /** What a reader is told when the log does not answer, for {@link Future#recover}. */
  static <T> Future<T> unreadable(Throwable cause) {
    return Future.failedFuture(
        Refusal.unavailable("history cannot be read right now", RETRY_SECONDS));
  }

  private static Start after(Found found, String requestedId) {
    Position position = new Position(found.epoch(), found.update().offset());
    return new Start(Optional.of(position), false, requestedId);
  }

  private Start fromToken(String token, Bounds bounds) {
    return tokens
        .decode(token, bounds.epoch())
        .filter(bounds::reaches)
        .map(position -> new Start(Optional.of(position), false, token))
        .orElseGet(() -> earliest(bounds, true));
  }

  private static Start earliest(Bounds bounds, boolean lost) {
    return new Start(Optional.of(bounds.tailPosition()), lost, EARLIEST);
  }
}
