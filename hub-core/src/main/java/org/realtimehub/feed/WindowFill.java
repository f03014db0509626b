package org.realtimehub.feed;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import org.jspecify.annotations.Nullable;
import org.realtimehub.log.Bounds;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.ReadResult;
import org.realtimehub.update.Position;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the newest updates of the log into the window of a node that starts, so that those who come
 * back to it are served from there, and not all from the log. Owned by the feed's context.
 */
final class WindowFill {

  private static final Logger LOG = LoggerFactory.getLogger(WindowFill.class);
  private static final int SLICE_COUNT = 512;
  private static final long SLICE_BYTES = 4 << 20;

  private final EventLog log;
  private final Window window;
  private final Context context;
  private final Promise<Position> filled = Promise.promise();

  WindowFill(EventLog log, Window window, Context context) {
    this.log = log;
    this.window = window;
    this.context = context;
  }

  /**
   * Completes, on the context, with the position the window reaches to: the log's head by now.
   * Fails when the log does not even tell its head.
   */
  Future<Position> run() {
    log.bounds()
        .onSuccess(bounds -> context.runOnContext(v -> begin(bounds)))
        .onFailure(filled::fail);
    return filled.future();
  }

  private void begin(Bounds bounds) {
    Position oldest = window.oldest(bounds);
    window.reset(oldest);
    readAfter(oldest, bounds.headPosition());
  }

  /** What is appended meanwhile comes over the bus: only what was there at first is read. */
  private void readAfter(Position reached, Position head) {
    if (reached.offset() >= head.offset()) {
      filled.complete(reached);
      return;
    }
    log.read(reached, SLICE_COUNT, SLICE_BYTES)
        .onComplete(
            read -> context.runOnContext(v -> add(reached, head, read.result(), read.cause())));
  }

  private void add(
      Position reached, Position head, @Nullable ReadResult read, @Nullable Throwable failure) {
    if (read instanceof ReadResult.Slice slice && !slice.updates().isEmpty()) {
      slice.updates().forEach(update -> window.add(update.retained()));
      readAfter(new Position(reached.epoch(), reached.offset() + slice.updates().size()), head);
    } else if (read instanceof ReadResult.Gone gone) {
      // The log forgets faster than it is read, or began a new life.
      startEmpty(gone.bounds().headPosition());
    } else {
      LOG.atWarn().setCause(failure).log("cannot read the history ahead, starting without it");
      startEmpty(head);
    }
  }

  /** A window of which a part is missing would be none. */
  private void startEmpty(Position head) {
    window.reset(head);
    filled.complete(head);
  }
}
