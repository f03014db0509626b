package org.realtimehub.endpoint;

import io.vertx.core.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.realtimehub.log.Bounds;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.ReadResult;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;

/** Reads on from a place until it has found enough, or has looked at as much as one request may. */
final class ForwardReader {

  private static final int SLICE_UPDATES = 256;
  private static final long SLICE_BYTES = 1 << 20;

  /** However few are wanted, reading ends when this many were looked at. */
  private static final int MAX_LOOKED_AT = 20_000;

  /** How many may be found, and after which weight no further one. */
  record Most(int updates, long bytes) {}

  private final EventLog log;
  private final Predicate<LoggedUpdate> wanted;
  private final Consumer<LoggedUpdate> taker;
  private final Most most;
  private Position reached;
  private boolean lost;
  private int found;
  private long bytes;
  private int lookedAt;
  private boolean complete;
  private boolean more;

  /**
   * @param wanted what counts
   * @param taker gets what was found, in order
   * @param most how many and how heavy what is found may be; one may be heavier
   * @param after where to begin
   * @param lost whether something between what is wanted and this place is known to be lost
   */
  ForwardReader(
      EventLog log,
      Predicate<LoggedUpdate> wanted,
      Consumer<LoggedUpdate> taker,
      Most most,
      Position after,
      boolean lost) {
    this.log = log;
    this.wanted = wanted;
    this.taker = taker;
    this.most = most;
    this.reached = after;
    this.lost = lost;
  }

  /** Once. Fails when the log does not answer. */
  Future<ForwardReader> read() {
    return log.read(reached, SLICE_UPDATES, SLICE_BYTES)
        .compose(
            result -> {
              if (result instanceof ReadResult.Gone gone) {
                skipTo(gone.bounds());
              } else {
                look((ReadResult.Slice) result);
              }
              return complete ? Future.succeededFuture(this) : read();
            });
  }

  private void skipTo(Bounds bounds) {
    reached = bounds.goOnFrom(reached);
    lost = true;
  }

  private void look(ReadResult.Slice slice) {
    for (LoggedUpdate logged : slice.updates()) {
      if (wanted.test(logged)) {
        if (found >= most.updates() || bytes >= most.bytes()) {
          complete = true;
          break;
        }
        taker.accept(logged);
        found++;
        bytes += logged.update().weight();
      }
      reached = new Position(reached.epoch(), logged.offset());
      lookedAt++;
    }
    more = reached.offset() < slice.bounds().head();
    complete |= !more || lookedAt >= MAX_LOOKED_AT;
  }

  /** Up to where it looked. */
  Position reached() {
    return reached;
  }

  int found() {
    return found;
  }

  /** Whether the log has something after that. */
  boolean more() {
    return more;
  }

  /** Whether updates between the beginning and what was found are gone. */
  boolean lost() {
    return lost;
  }
}
