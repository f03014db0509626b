package org.realtimehub.delivery;

import io.vertx.core.Context;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.realtimehub.delivery.Cursor.State;
import org.realtimehub.feed.Window;
import org.realtimehub.log.Bounds;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.ReadResult;
import org.realtimehub.timing.NextTurn;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads on for the cursors of a loop that are behind its head, a slice each in turn, from the
 * node's window or else from the log, until they are live. Owned by its loop.
 */
final class CatchUp {

  private static final Logger LOG = LoggerFactory.getLogger(CatchUp.class);

  private final Context context;
  private final Window window;
  private final EventLog log;
  private final InstantSource clock;
  private final DispatchLimits limits;
  private final Head head;
  private final Deque<Cursor> queue = new ArrayDeque<>();
  private boolean pumping;
  private int behind;
  private boolean readsFail;

  CatchUp(
      Context context,
      Window window,
      EventLog log,
      InstantSource clock,
      DispatchLimits limits,
      Head head) {
    this.context = context;
    this.window = window;
    this.log = log;
    this.clock = clock;
    this.limits = limits;
    this.head = head;
  }

  /** A cursor that begins behind the head. */
  void begin(Cursor cursor) {
    behind++;
    enqueue(cursor);
  }

  /** A live cursor whose outlet refused an update; it stands before that update. */
  void fallBehind(Cursor cursor) {
    behind++;
    cursor.state = State.BLOCKED;
  }

  void resume(Cursor cursor) {
    if (cursor.state == State.BLOCKED) {
      enqueue(cursor);
    }
  }

  /** A cursor was closed while it was behind. */
  void closed() {
    behind--;
  }

  int behind() {
    return behind;
  }

  private void enqueue(Cursor cursor) {
    cursor.state = State.QUEUED;
    queue.add(cursor);
    if (!pumping) {
      pumping = true;
      context.runOnContext(v -> pump());
    }
  }

  /** Gives a bounded number of cursors one slice each, then lets the loop do other work. */
  private void pump() {
    for (int turn = 0; turn < limits.slicesPerTurn() && !queue.isEmpty(); turn++) {
      Cursor cursor = queue.remove();
      if (cursor.state == State.QUEUED) {
        readSlice(cursor);
      }
    }
    pumping = !queue.isEmpty();
    if (pumping) {
      NextTurn.run(context, this::pump);
    }
  }

  private void readSlice(Cursor cursor) {
    if (!cursor.epoch().equals(head.epoch())) {
      readLog(cursor);
      return;
    }
    long last = Math.min(head.offset(), cursor.offset() + limits.sliceUpdates());
    while (cursor.offset() < last) {
      LoggedUpdate update = window.get(cursor.epoch(), cursor.offset() + 1);
      if (update == null) {
        readLog(cursor);
        return;
      }
      if (!replay(cursor, update)) {
        return;
      }
    }
    continueOrGoLive(cursor);
  }

  /** Moves the cursor past the update; false when its outlet refused or it was closed. */
  private boolean replay(Cursor cursor, LoggedUpdate update) {
    boolean wanted = update.replayable(clock.millis()) && cursor.wantsReplayed(update.update());
    if (wanted && !cursor.offer(update)) {
      if (cursor.state != State.CLOSED) {
        cursor.state = State.BLOCKED;
      }
      return false;
    }
    cursor.moveTo(cursor.epoch(), update.offset());
    return cursor.state != State.CLOSED;
  }

  private void continueOrGoLive(Cursor cursor) {
    if (head.reachedBy(cursor)) {
      cursor.state = State.LIVE;
      behind--;
    } else {
      enqueue(cursor);
    }
  }

  private void readLog(Cursor cursor) {
    cursor.state = State.READING;
    Position after = cursor.position();
    log.read(after, limits.sliceUpdates(), limits.sliceBytes())
        .onComplete(
            read ->
                context.runOnContext(v -> sliceRead(cursor, after, read.result(), read.cause())));
  }

  /**
   * A restart may have moved the cursor meanwhile: then the answer is to a question of the past.
   */
  private void sliceRead(
      Cursor cursor, Position after, @Nullable ReadResult read, @Nullable Throwable failure) {
    if (cursor.state != State.READING) {
      return;
    }
    reportOutage(read == null, failure);
    if (!cursor.position().equals(after)) {
      enqueue(cursor);
    } else if (read instanceof ReadResult.Slice slice) {
      replaySlice(cursor, slice);
    } else if (read instanceof ReadResult.Gone gone) {
      skipToTail(cursor, gone.bounds());
    } else {
      retryLater(cursor);
    }
  }

  /** Once, not for each of the thousands that may be waiting. */
  private void reportOutage(boolean failed, @Nullable Throwable failure) {
    if (failed && !readsFail) {
      LOG.atWarn().setCause(failure).log("cannot read history for subscribers, trying again");
    }
    readsFail = failed;
  }

  /** The cursor stays in its state until the pause is over. */
  private void retryLater(Cursor cursor) {
    context
        .owner()
        .setTimer(
            limits.retryMillis(),
            timer -> {
              if (cursor.state == State.READING) {
                enqueue(cursor);
              }
            });
  }

  /** The log may be ahead of this loop: what lies past its head comes live, or in a later slice. */
  private void replaySlice(Cursor cursor, ReadResult.Slice slice) {
    String epoch = slice.bounds().epoch();
    if (!epoch.equals(head.epoch()) || !epoch.equals(cursor.epoch())) {
      retryLater(cursor);
      return;
    }
    for (LoggedUpdate update : slice.updates()) {
      if (update.offset() > head.offset()) {
        break;
      }
      if (update.offset() == cursor.offset() + 1 && !replay(cursor, update)) {
        return;
      }
    }
    continueOrGoLive(cursor);
  }

  /** What lies between this loop's head and a tail beyond it comes, or is given up, by the feed. */
  private void skipToTail(Cursor cursor, Bounds bounds) {
    boolean beyondHead = !bounds.epoch().equals(head.epoch()) || bounds.tail() > head.offset();
    cursor.moveTo(head.epoch(), beyondHead ? head.offset() : bounds.tail());
    cursor.gap();
    if (cursor.state == State.READING) {
      continueOrGoLive(cursor);
    }
  }
}
