package org.realtimehub.delivery;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realtimehub.topic.TopicIndex.Registration;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;

/**
 * One subscriber's place in the log.
 *
 * <p>LIVE: the place is the loop's head by definition, nothing is stored per update. CATCHING UP
 * (every other open state): the place is kept here, and the dispatcher reads on from it while the
 * outlet takes updates. Owned by its loop.
 */
public final class Cursor {

  enum State {
    LIVE,
    /** Behind the head, in the dispatcher's line for its next slice. */
    QUEUED,
    /** Behind the head, waiting for its next slice from the log. */
    READING,
    /** Behind the head, waiting for the outlet to take updates again. */
    BLOCKED,
    CLOSED
  }

  private final Dispatcher dispatcher;
  private final Interest interest;
  private final Outlet outlet;
  private final Permit permit;
  private List<Registration> registrations = List.of();

  State state = State.QUEUED;

  /** Where the cursor stands in its dispatcher's list. */
  int slot;

  /** The read that brings its next slice. */
  LogReads.@Nullable Read read;

  /** The place of a cursor that is behind; what a live one had when it went live. */
  private String epoch;

  private long offset;

  /** The last dispatch this cursor was considered in: several matchers may select one update. */
  private long lastDispatch;

  Cursor(
      Dispatcher dispatcher, Interest interest, Outlet outlet, Permit permit, Position position) {
    this.dispatcher = dispatcher;
    this.interest = interest;
    this.outlet = outlet;
    this.permit = permit;
    this.epoch = position.epoch();
    this.offset = position.offset();
  }

  /** The outlet takes updates again. */
  public void resume() {
    dispatcher.resume(this);
  }

  /** Ends the cursor and unregisters its consumers; further calls do nothing. */
  public void close() {
    if (state != State.CLOSED) {
      boolean wasBehind = state != State.LIVE;
      settle(dispatcher.head());
      state = State.CLOSED;
      registrations.forEach(Registration::unregister);
      registrations = List.of();
      dispatcher.closed(this, wasBehind);
    }
  }

  /** Notes the place of a live cursor, which is the head, or past it where it came from there. */
  void settle(Position head) {
    if (state == State.LIVE) {
      moveTo(head.epoch(), Math.max(offset, head.offset()));
    }
  }

  public boolean isLive() {
    return state == State.LIVE;
  }

  /** Updates of the log between the subscriber and its loop's head, whether they match or not. */
  public long lag() {
    return state == State.LIVE || state == State.CLOSED ? 0 : dispatcher.distance(position());
  }

  void registered(List<Registration> made) {
    registrations = made;
  }

  /** Everything up to here has been considered; exact when the cursor is behind or closed. */
  public Position position() {
    return new Position(epoch, offset);
  }

  /** Everything up to here has been considered: exact in every state. */
  public Position reached() {
    Position head = dispatcher.head();
    boolean passed = head.epoch().equals(epoch) && head.offset() <= offset;
    return state == State.LIVE && !passed ? head : position();
  }

  String epoch() {
    return epoch;
  }

  long offset() {
    return offset;
  }

  void moveTo(String newEpoch, long newOffset) {
    epoch = newEpoch;
    offset = newOffset;
  }

  /** Offers an update; one outlet's failure must not cost the others theirs. */
  boolean offer(LoggedUpdate update) {
    try {
      return outlet.offer(update);
    } catch (RuntimeException e) {
      outlet.failed(e);
      close();
      return false;
    }
  }

  /** Tells the subscriber of lost updates, with the same care. */
  void gap() {
    try {
      outlet.gap();
    } catch (RuntimeException e) {
      outlet.failed(e);
      close();
    }
  }

  /** It has caught up, or begins at the head. */
  void goLive() {
    state = State.LIVE;
    try {
      outlet.live();
    } catch (RuntimeException e) {
      outlet.failed(e);
      close();
    }
  }

  Permit permit() {
    return permit;
  }

  /** Whether this cursor is to get the update of a dispatch; true once per dispatch at most. */
  boolean wantsLive(LoggedUpdate logged, long dispatch) {
    if (state != State.LIVE || lastDispatch == dispatch || logged.offset() <= offset) {
      return false;
    }
    lastDispatch = dispatch;
    Update update = logged.update();
    // Few updates exclude anybody: those that do not leave the interest out of the caches.
    return (update.handling().exclude() == null || !interest.excludedFrom(update))
        && (!update.handling().isPrivate() || permit.allows(update, dispatch));
  }

  boolean wantsReplayed(Update update) {
    return interest.selects(update) && interest.permits(update);
  }
}
