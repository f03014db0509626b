package org.realtimehub.delivery;

import io.vertx.core.Context;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.realtimehub.delivery.Cursor.State;
import org.realtimehub.feed.FeedListener;
import org.realtimehub.feed.Window;
import org.realtimehub.log.Batch;
import org.realtimehub.log.EventLog;
import org.realtimehub.topic.TopicIndex;
import org.realtimehub.topic.TopicIndex.Registration;
import org.realtimehub.topic.TopicMatcher;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;

/**
 * Brings updates to the cursors of one event loop: to live ones through the topic index, to the
 * others by {@link CatchUp}, until they are live too.
 *
 * <p>All state belongs to the loop's context; every method is called on it.
 */
public final class Dispatcher implements FeedListener {

  private final TopicIndex<Cursor> index;
  private final Permits permits = new Permits();
  private final Head head = new Head();
  private final CatchUp catchUp;
  private final List<Cursor> cursors = new ArrayList<>();
  private long dispatches;

  public Dispatcher(
      Context context, Window window, EventLog log, InstantSource clock, DispatchLimits limits) {
    this.index = new TopicIndex<>(limits.cachedTopics());
    this.catchUp = new CatchUp(context, window, log, clock, limits, head);
  }

  @Override
  public void start(Position newHead) {
    head.moveTo(newHead.epoch(), newHead.offset());
  }

  /** The last position this loop has processed: where a new live subscriber begins. */
  public Position head() {
    return head.position();
  }

  /** Whether nothing follows a position yet: a cursor that opens there is live at once. */
  public boolean hasReached(Position position) {
    return head.reachedBy(position);
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
    if (head.reachedBy(cursor.position())) {
      cursor.goLive();
    } else {
      catchUp.begin(cursor);
    }
    return cursor;
  }

  void closed(Cursor cursor, boolean wasBehind) {
    Cursor last = cursors.remove(cursors.size() - 1);
    if (last != cursor) {
      cursors.set(cursor.slot, last);
      last.slot = cursor.slot;
    }
    if (wasBehind) {
      catchUp.closed(cursor);
    }
    permits.release(cursor.permit());
  }

  void resume(Cursor cursor) {
    catchUp.resume(cursor);
  }

  long distance(Position position) {
    return head.distanceTo(position);
  }

  @Override
  public void batch(Batch batch) {
    for (LoggedUpdate update : batch.updates()) {
      head.moveTo(batch.epoch(), update.offset());
      long dispatch = ++dispatches;
      if (update.placeholder() || update.update().handling().isSignal()) {
        continue;
      }
      for (String topic : update.update().topics()) {
        index.forEach(topic, cursor -> deliverLive(cursor, update, dispatch));
      }
    }
  }

  private void deliverLive(Cursor cursor, LoggedUpdate update, long dispatch) {
    if (cursor.wantsLive(update, dispatch) && !cursor.offer(update) && cursor.state == State.LIVE) {
      cursor.moveTo(head.epoch(), update.offset() - 1);
      catchUp.fallBehind(cursor);
    }
  }

  /**
   * Cursors that must go on from the new position, because what they stand before or have seen is
   * no more, are told. The others stay where they are: they are behind what the log lost, or knew
   * its new life before this loop did.
   */
  @Override
  public void restart(Position newHead) {
    Position oldHead = head();
    boolean backwards =
        newHead.epoch().equals(oldHead.epoch()) && newHead.offset() < oldHead.offset();
    start(newHead);
    for (Cursor cursor : List.copyOf(cursors)) {
      cursor.settle(oldHead);
      boolean stays = backwards ? !head.exceededBy(cursor) : head.reachedBy(cursor.position());
      if (cursor.state != State.CLOSED && !stays) {
        cursor.moveTo(newHead.epoch(), newHead.offset());
        cursor.gap();
      }
    }
    catchUp.restarted();
  }

  @Override
  public boolean delivers() {
    return true;
  }

  /** Cursors that are open. */
  public int cursors() {
    return cursors.size();
  }

  /** Cursors that are behind the head. */
  public int cursorsBehind() {
    return catchUp.behind();
  }

  /** Consumers registered in the topic index. */
  public int registrations() {
    return index.registrations();
  }

  /** What is registered, for those who count. */
  public TopicIndex<?> index() {
    return index;
  }

  /** Distinct sets of grants held for the subscribers of this loop. */
  public int distinctGrants() {
    return permits.size();
  }
}
