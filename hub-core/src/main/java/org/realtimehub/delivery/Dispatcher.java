package org.realtimehub.delivery;

import io.vertx.core.Context;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realtimehub.delivery.Cursor.State;
import org.realtimehub.feed.FeedListener;
import org.realtimehub.feed.Window;
import org.realtimehub.log.Batch;
import org.realtimehub.log.Bounds;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.ReadResult;
import org.realtimehub.topic.TopicIndex;
import org.realtimehub.topic.TopicIndex.Registration;
import org.realtimehub.topic.TopicMatcher;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings updates to the cursors of one event loop: live ones through the topic index, the others
 * slice by slice from the node's window or the log, until they are live too.
 *
 * <p>All state belongs to the loop's context; every method is called on it.
 */
public final class Dispatcher implements FeedListener {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

  private final Context context;
  private final Window window;
  private final EventLog log;
  private final InstantSource clock;
  private final DispatchLimits limits;
  private final TopicIndex<Cursor> index;
  private final Permits permits = new Permits();

  private final List<Cursor> cursors = new ArrayList<>();
  private final Deque<Cursor> queue = new ArrayDeque<>();
  private boolean pumping;
  private int behind;
  private long dispatches;

  /** The place of the last update this loop has processed; null until the feed runs. */
  private @Nullable String headEpoch;

  private long headOffset;

  public Dispatcher(
      Context context, Window window, EventLog log, InstantSource clock, DispatchLimits limits) {
    this.context = context;
    this.window = window;
    this.log = log;
    this.clock = clock;
    this.limits = limits;
    this.index = new TopicIndex<>(limits.cachedTopics());
  }

  @Override
  public void start(Position newHead) {
    headEpoch = newHead.epoch();
    headOffset = newHead.offset();
  }

  /** The last position this loop has processed: where a new live subscriber begins. */
  public Position head() {
    return new Position(headEpoch(), headOffset);
  }

  private String headEpoch() {
    String epoch = headEpoch;
    if (epoch == null) {
      throw new IllegalStateException("the feed has not started");
    }
    return epoch;
  }

  /**
   * Opens a cursor that delivers everything after a position, live once it has caught up.
   *
   * @param after {@link #head()} for a subscriber that wants only what comes
   */
  public Cursor open(Interest interest, Outlet outlet, Position after) {
    Permit permit = permits.acquire(interest.grants());
    Cursor cursor = new Cursor(this, interest, outlet, permit, after);
    List<Registration> registrations = new ArrayList<>(interest.matchers().size());
    for (TopicMatcher matcher : interest.matchers()) {
      registrations.add(index.add(matcher, cursor));
    }
    cursor.registered(registrations);
    cursor.slot = cursors.size();
    cursors.add(cursor);
    if (atHead(cursor)) {
      cursor.state = State.LIVE;
    } else {
      behind++;
      enqueue(cursor);
    }
    return cursor;
  }

  /** A subscriber may know an update that this loop has yet to see: it is ahead, and live. */
  private boolean atHead(Cursor cursor) {
    return cursor.offset() >= headOffset && cursor.epoch().equals(headEpoch());
  }

  void closed(Cursor cursor, boolean wasBehind) {
    Cursor last = cursors.remove(cursors.size() - 1);
    if (last != cursor) {
      cursors.set(cursor.slot, last);
      last.slot = cursor.slot;
    }
    if (wasBehind) {
      behind--;
    }
    permits.release(cursor.permit());
  }

  void resume(Cursor cursor) {
    if (cursor.state == State.BLOCKED) {
      enqueue(cursor);
    }
  }

  long distance(Position position) {
    return position.epoch().equals(headEpoch) ? headOffset - position.offset() : headOffset;
  }

  @Override
  public void batch(Batch batch) {
    for (LoggedUpdate update : batch.updates()) {
      headEpoch = batch.epoch();
      headOffset = update.offset();
      long dispatch = ++dispatches;
      for (String topic : update.update().topics()) {
        index.forEach(topic, cursor -> deliverLive(cursor, update, dispatch));
      }
    }
  }

  private void deliverLive(Cursor cursor, LoggedUpdate update, long dispatch) {
    if (cursor.wantsLive(update, dispatch)
        && !cursor.outlet().offer(update)
        && cursor.state == State.LIVE) {
      cursor.moveTo(headEpoch(), update.offset() - 1);
      cursor.state = State.BLOCKED;
      behind++;
    }
  }

  /** All cursors go on from the new position; live ones are there by definition. */
  @Override
  public void restart(Position newHead) {
    start(newHead);
    for (Cursor cursor : List.copyOf(cursors)) {
      cursor.moveTo(newHead.epoch(), newHead.offset());
      cursor.outlet().gap();
    }
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
      context.runOnContext(v -> pump());
    }
  }

  private void readSlice(Cursor cursor) {
    if (!cursor.epoch().equals(headEpoch())) {
      readLog(cursor);
      return;
    }
    long last = Math.min(headOffset, cursor.offset() + limits.sliceUpdates());
    while (cursor.offset() < last) {
      LoggedUpdate update = window.get(cursor.offset() + 1);
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
    if (wanted && !cursor.outlet().offer(update)) {
      if (cursor.state != State.CLOSED) {
        cursor.state = State.BLOCKED;
      }
      return false;
    }
    cursor.moveTo(cursor.epoch(), update.offset());
    return cursor.state != State.CLOSED;
  }

  private void continueOrGoLive(Cursor cursor) {
    if (atHead(cursor)) {
      cursor.state = State.LIVE;
      behind--;
      cursor.outlet().caughtUp();
    } else {
      enqueue(cursor);
    }
  }

  private void readLog(Cursor cursor) {
    cursor.state = State.READING;
    log.read(cursor.position(), limits.sliceUpdates(), limits.sliceBytes())
        .onComplete(
            read -> context.runOnContext(v -> sliceRead(cursor, read.result(), read.cause())));
  }

  private void sliceRead(Cursor cursor, @Nullable ReadResult read, @Nullable Throwable failure) {
    if (cursor.state != State.READING) {
      return;
    }
    if (read instanceof ReadResult.Slice slice) {
      replaySlice(cursor, slice);
    } else if (read instanceof ReadResult.Gone gone) {
      skipToTail(cursor, gone.bounds());
    } else {
      LOG.atWarn().setCause(failure).log("cannot read history for a subscriber, trying again");
      retryLater(cursor);
    }
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
    if (!epoch.equals(headEpoch()) || !epoch.equals(cursor.epoch())) {
      retryLater(cursor);
      return;
    }
    for (LoggedUpdate update : slice.updates()) {
      if (update.offset() > headOffset) {
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
    boolean beyondHead = !bounds.epoch().equals(headEpoch()) || bounds.tail() > headOffset;
    cursor.moveTo(headEpoch(), beyondHead ? headOffset : bounds.tail());
    cursor.outlet().gap();
    if (cursor.state == State.READING) {
      continueOrGoLive(cursor);
    }
  }

  /** Cursors that are open. */
  public int cursors() {
    return cursors.size();
  }

  /** Cursors that are behind the head. */
  public int cursorsBehind() {
    return behind;
  }

  /** Consumers registered in the topic index. */
  public int registrations() {
    return index.registrations();
  }

  /** Distinct sets of grants held for the subscribers of this loop. */
  public int distinctGrants() {
    return permits.size();
  }
}
