package org.realtimehub.stream;

import java.time.Duration;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.log.PositionTokens;
import org.realtimehub.update.Position;

/** The ids from which clients go on that were not given one by an update. Thread-safe. */
final class PlaceIds {

  /** How long a kicked client is told to stay away if it comes back by itself. */
  private static final Duration STAY_AWAY = Duration.ofMinutes(5);

  private final PositionTokens tokens;

  PlaceIds(PositionTokens tokens) {
    this.tokens = tokens;
  }

  String of(Position position) {
    return tokens.encode(position);
  }

  /** Until when a client that is kicked now is to stay away. */
  static long stayAwayUntil() {
    return System.currentTimeMillis() + STAY_AWAY.toMillis();
  }

  /** For a client whose connection ends at this position. */
  String atEnd(Position position, CloseReason reason) {
    return reason == CloseReason.KICKED
        ? tokens.encodeStayAway(position, stayAwayUntil())
        : of(position);
  }
}
