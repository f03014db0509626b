package org.realtimehub.endpoint;

import io.vertx.core.Future;
import java.util.List;
import org.realtimehub.delivery.Interest;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.PositionTokens;
import org.realtimehub.log.ReadResult;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;

/** A position of the log, named in a form a given client may know. */
final class HeadId {

  /**
   * The name of a position.
   *
   * @param id of the update at this position where the client may see that, else a token; a cursor
   * @param tag of this position only, whereas publishers may use an id again; made of characters
   *     that an entity tag may have
   */
  record Head(String id, String tag) {}

  /** Of signals, which all end up in the log of a hub where nothing else happens. */
  private static final int SIGNALS_PASSED = 256;

  private static final long BYTES_PASSED = 256 << 10;

  private final EventLog log;
  private final PositionTokens tokens;

  HeadId(EventLog log, PositionTokens tokens) {
    this.log = log;
    this.tokens = tokens;
  }

  /**
   * What signals moved is not told, within reason: for clients, nothing happened. Never fails: a
   * token names a position as well, when its update cannot be read.
   */
  Future<Head> visibleTo(Interest interest, Position at) {
    if (at.offset() == 0) {
      return Future.succeededFuture(earliest(at));
    }
    return upTo(at, 1)
        .compose(
            last ->
                last.stream().allMatch(HeadId::isSignal)
                    ? upTo(at, SIGNALS_PASSED)
                    : Future.succeededFuture(last))
        .map(updates -> head(updates, at, interest))
        .otherwise(byToken(at));
  }

  /** So many updates of which the last is at the position; fewer, or none, where it has no more. */
  private Future<List<LoggedUpdate>> upTo(Position at, int count) {
    long after = Math.max(0, at.offset() - count);
    return log.read(new Position(at.epoch(), after), (int) (at.offset() - after), BYTES_PASSED)
        .map(read -> read instanceof ReadResult.Slice slice ? slice.updates() : List.of());
  }

  private Head head(List<LoggedUpdate> updates, Position at, Interest interest) {
    if (updates.isEmpty() || updates.get(updates.size() - 1).offset() != at.offset()) {
      return byToken(at);
    }
    for (int i = updates.size() - 1; i >= 0; i--) {
      LoggedUpdate update = updates.get(i);
      if (!isSignal(update)) {
        Head token = byToken(new Position(at.epoch(), update.offset()));
        return interest.permits(update.update())
            ? new Head(update.update().id(), token.tag())
            : token;
      }
    }
    return updates.get(0).offset() == 1 ? earliest(at) : byToken(at);
  }

  private static boolean isSignal(LoggedUpdate update) {
    return update.update().handling().isSignal();
  }

  private Head byToken(Position at) {
    String token = tokens.encode(at);
    return new Head(token, token);
  }

  private Head earliest(Position at) {
    return new Head(Resume.EARLIEST, tokens.encode(new Position(at.epoch(), 0)));
  }
}
