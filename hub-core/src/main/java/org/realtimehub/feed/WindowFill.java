package org.realtimehub.feed;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Consumer;
import org.realtimehub.log.Bounds;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.ReadResult;
import org.realtimehub.update.Position;

/**
 * Puts the newest updates of the log into the window of a node that starts, so that those who come
 * back to it are served from there, and not all from the log. Owned by the feed's context.
 */
final class WindowFill {

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

  /** Completes, on the context, with the position the window reaches to: the log's head by now. */
  Future<Position> run() {
    onContext(log.bounds(), this::begin);
    return filled.future();
  }

  private <T> void onContext(Future<T> future, Consumer<T> next) {
    future.onComplete(
        done ->
            context.runOnContext(
                v -> {
                  if (done.succeeded()) {
                    next.accept(done.result());
                  } else {
                    filled.fail(done.cause());
                  }
                }));
  }

  private void begin(Bounds bounds) {
    Position oldest = window.oldest(bounds);
    window.reset(oldest);
    readAfter(oldest, bounds.head());
  }

  /** What is appended meanwhile comes over the bus: only what was there at first is read. */
  private void readAfter(Position reached, long head) {
    if (reached.offset() >= head) {
      filled.complete(reached);
    } else {
      onContext(log.read(reached, SLICE_COUNT, SLICE_BYTES), read -> add(reached, read, head));
    }
  }

  private void add(Position reached, ReadResult read, long head) {
    if (read instanceof ReadResult.Slice slice) {
      slice.updates().forEach(update -> window.add(update.retained()));
      Position further = new Position(reached.epoch(), reached.offset() + slice.updates().size());
      readAfter(further, Math.min(head, slice.bounds().head()));
    } else if (read instanceof ReadResult.Gone gone) {
      // The log forgets faster than it is read, or began a new life: start with nothing.
      window.reset(gone.bounds().headPosition());
      filled.complete(gone.bounds().headPosition());
    }
  }
}
