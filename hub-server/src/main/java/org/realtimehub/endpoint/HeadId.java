package org.realtimehub.endpoint;

import io.vertx.core.Future;
import java.util.List;
import org.realtimehub.delivery.Interest;
import org.realtimehub.log.Bounds;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.PositionTokens;
import org.realtimehub.log.ReadResult;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;

/** The last update of the hub, named in a form a given client may know. */
final class HeadId {

  /**
   * The place of the last update.
   *
   * @param id the update's own where the client may see the update, else a token; a cursor
   * @param tag of this place only, whereas publishers may use an id again; made of characters that
   *     an entity tag may have
   */
  record Head(String id, String tag) {}

  private final EventLog log;
  private final PositionTokens tokens;

  HeadId(EventLog log, PositionTokens tokens) {
    this.log = log;
    this.tokens = tokens;
  }

  Future<Head> visibleTo(Interest interest) {
    return log.bounds()
        .compose(
            bounds ->
                id(bounds, interest).map(id -> new Head(id, tokens.encode(bounds.headPosition()))));
  }

  private Future<String> id(Bounds bounds, Interest interest) {
    return bounds.head() == 0
        ? Future.succeededFuture(Resume.EARLIEST)
        : lastUpdate(bounds).map(last -> name(last, bounds, interest));
  }

  private Future<List<LoggedUpdate>> lastUpdate(Bounds bounds) {
    if (bounds.head() == bounds.tail()) {
      return Future.succeededFuture(List.of());
    }
    return log.read(new Position(bounds.epoch(), bounds.head() - 1), 1, 1)
        .map(read -> read instanceof ReadResult.Slice slice ? slice.updates() : List.of());
  }

  private String name(List<LoggedUpdate> last, Bounds bounds, Interest interest) {
    if (!last.isEmpty() && last.get(0).offset() == bounds.head()) {
      Update update = last.get(0).update();
      if (interest.permits(update)) {
        return update.id();
      }
    }
    return tokens.encode(bounds.headPosition());
  }
}
