package org.realtimehub.endpoint;

import io.vertx.core.Future;
import org.realtimehub.delivery.Interest;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.PositionTokens;
import org.realtimehub.log.ReadResult;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;

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

  private final EventLog log;
  private final PositionTokens tokens;

  HeadId(EventLog log, PositionTokens tokens) {
    this.log = log;
    this.tokens = tokens;
  }

  /** Never fails: a token names a position as well, when its update cannot be read. */
  Future<Head> visibleTo(Interest interest, Position at) {
    String token = tokens.encode(at);
    if (at.offset() == 0) {
      return Future.succeededFuture(new Head(Resume.EARLIEST, token));
    }
    return log.read(new Position(at.epoch(), at.offset() - 1), 1, 1)
        .map(read -> name(read, at, interest, token))
        .otherwise(token)
        .map(id -> new Head(id, token));
  }

  private static String name(ReadResult read, Position at, Interest interest, String token) {
    if (read instanceof ReadResult.Slice slice
        && !slice.updates().isEmpty()
        && slice.updates().get(0).offset() == at.offset()) {
      Update update = slice.updates().get(0).update();
      if (interest.permits(update)) {
        return update.id();
      }
    }
    return token;
  }
}
