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
  private final InstantSource clock;
  private final DispatchLimits limits;
  private final Head head;
  private final LogReads reads;
  private final Deque<Cursor> queue = new ArrayDeque<>();

  /** Reads that have been answered, and whose cursors are served before the queue. */
  private final Deque<LogReads.Read> answered = new ArrayDeque<>();

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
    this.clock = clock;
    this.limits = limits;
    this.head = head;
    this.reads = new LogReads(context, log, limits, this::answered);
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
  void closed(Cursor cursor) {
    behind--;
    reads.forget(cursor);
  }

  /** The cursors were moved: what they wait for is elsewhere. */
  void restarted() {
    reads.giveUpWaiting(this::enqueue);
  }

  int behind() {
    return behind;
  }

  private void enqueue(Cursor cursor) {
    cursor.state = State.QUEUED;
    queue.add(cursor);
    startPumping();
  }

  private void startPumping() {
    if (!pumping) {
      pumping = true;
      context.runOnContext(v -> pump());
    }
  }

  /** Gives a bounded number of cursors one slice each, then lets the loop do other work. */
  private void pump() {
    for (int turn = 0; turn < limits.slicesPerTurn() && isDue(); turn++) {
      if (!answered.isEmpty()) {
        serveNext(answered.element());
      } else {
        Cursor cursor = queue.remove();
        if (cursor.state == State.QUEUED) {
          readSlice(cursor);
        }
      }
    }
    pumping = isDue();
    if (pumping) {
      NextTurn.run(context, this::pump);
    }
  }

  private boolean isDue() {
    return !answered.isEmpty() || !queue.isEmpty();
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
    if (head.reachedBy(cursor.position())) {
      behind--;
      cursor.goLive();
    } else {
      enqueue(cursor);
    }
  }

  private void readLog(Cursor cursor) {
    cursor.state = State.READING;
    reads.add(cursor);
  }

  /** What failed, or what the feed has yet to notice, is tried again after a pause. */
  private void answered(LogReads.Read read) {
    reportOutage(read.result() == null, read.failure());
    if (read.result() == null || isUnknownToTheFeed(read)) {
      context.owner().setTimer(limits.retryMillis(), timer -> tryAgain(read));
    } else {
      answered.add(read);
      startPumping();
    }
  }

  /** Whether the log began a new life, or lost its end, of which this loop has not been told. */
  private boolean isUnknownToTheFeed(LogReads.Read read) {
    return read.result() instanceof ReadResult.Slice slice
        ? !slice.bounds().epoch().equals(head.epoch())
        : read.result() instanceof ReadResult.Gone gone && gone.bounds().isExceededBy(read.after());
  }

  private void tryAgain(LogReads.Read read) {
    for (Cursor cursor = read.next(); cursor != null; cursor = read.next()) {
      enqueue(cursor);
    }
    reads.finish();
  }

  private void serveNext(LogReads.Read read) {
    Cursor cursor = read.next();
    if (cursor == null) {
      answered.remove();
      reads.finish();
    } else if (!cursor.position().equals(read.after()) || isUnknownToTheFeed(read)) {
      // A restart came between: this is the answer to a question of the past.
      enqueue(cursor);
    } else if (read.result() instanceof ReadResult.Slice slice) {
      replaySlice(cursor, slice);
    } else if (read.result() instanceof ReadResult.Gone gone) {
      skipToTail(cursor, gone.bounds());
    }
  }

  /** Once, not for each of the thousands that may be waiting. */
  private void reportOutage(boolean failed, @Nullable Throwable failure) {
    if (failed && !readsFail) {
      LOG.atWarn().setCause(failure).log("cannot read history for subscribers, trying again");
    }
    readsFail = failed;
  }

  /** The log may be ahead of this loop: what lies past its head comes live, or in a later slice. */
  private void replaySlice(Cursor cursor, ReadResult.Slice slice) {
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
