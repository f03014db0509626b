package org.realtimehub.timing;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The deadlines of one event loop's connections, in buckets of one tick: setting, moving and
 * cancelling cost the same however many there are, and one periodic timer serves them all.
 *
 * <p>A timeout fires on the first tick at or after its deadline. Owned by its loop.
 */
public final class TimeoutWheel {

  private static final Logger LOG = LoggerFactory.getLogger(TimeoutWheel.class);

  private final @Nullable Timeout[] buckets;
  private final long tickMillis;
  private long currentTick;
  private int pending;

  /**
   * @param tickMillis time between two calls of {@link #advance}, and so the precision
   * @param buckets power of two; deadlines further away than all buckets cost a look per round
   */
  public TimeoutWheel(long tickMillis, int buckets, long nowMillis) {
    if (Integer.bitCount(buckets) != 1) {
      throw new IllegalArgumentException("buckets must be a power of two, is " + buckets);
    }
    this.tickMillis = tickMillis;
    this.buckets = new Timeout[buckets];
    this.currentTick = nowMillis / tickMillis;
  }

  /** Runs an action once when the deadline has passed. */
  public Timeout schedule(long deadlineMillis, Runnable action) {
    Timeout timeout = new Timeout(this, action);
    insert(timeout, deadlineMillis);
    return timeout;
  }

  /** Fires what is due. An action may schedule, move and cancel any timeout. */
  public void advance(long nowMillis) {
    long target = nowMillis / tickMillis;
    long first = Math.max(currentTick, target - buckets.length + 1);
    currentTick = target;
    for (long tick = first; tick <= target; tick++) {
      fireBucket((int) (tick & (buckets.length - 1)), nowMillis);
    }
  }

  private void fireBucket(int bucket, long nowMillis) {
    Timeout timeout = buckets[bucket];
    buckets[bucket] = null;
    Timeout due = null;
    while (timeout != null) {
      Timeout next = timeout.next;
      timeout.previous = null;
      if (timeout.deadline <= nowMillis) {
        timeout.bucket = Timeout.FIRING;
        timeout.next = null;
        timeout.nextDue = due;
        due = timeout;
      } else {
        timeout.next = null;
        link(timeout, bucketOf(timeout.deadline));
      }
      timeout = next;
    }
    while (due != null) {
      Timeout fired = due;
      due = fired.nextDue;
      fired.nextDue = null;
      if (fired.bucket == Timeout.FIRING) {
        fired.bucket = Timeout.IDLE;
        pending--;
        run(fired.action);
      }
    }
  }

  /** The deadlines of other connections are kept whatever one connection's action does. */
  private static void run(Runnable action) {
    try {
      action.run();
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("the action of a timeout failed");
    }
  }

  /** A deadline that has passed goes into the next tick's bucket. */
  private int bucketOf(long deadline) {
    long tick = Math.max(deadline / tickMillis, currentTick + 1);
    return (int) (tick & (buckets.length - 1));
  }

  void insert(Timeout timeout, long deadlineMillis) {
    timeout.deadline = deadlineMillis;
    pending++;
    link(timeout, bucketOf(deadlineMillis));
  }

  private void link(Timeout timeout, int bucket) {
    Timeout head = buckets[bucket];
    timeout.bucket = bucket;
    timeout.next = head;
    if (head != null) {
      head.previous = timeout;
    }
    buckets[bucket] = timeout;
  }

  void remove(Timeout timeout) {
    pending--;
    if (timeout.bucket == Timeout.FIRING) {
      timeout.bucket = Timeout.IDLE;
      return;
    }
    Timeout next = timeout.next;
    Timeout previous = timeout.previous;
    if (previous == null) {
      buckets[timeout.bucket] = next;
    } else {
      previous.next = next;
    }
    if (next != null) {
      next.previous = previous;
    }
    timeout.next = null;
    timeout.previous = null;
    timeout.bucket = Timeout.IDLE;
  }

  /** Timeouts that have neither fired nor been cancelled. */
  public int pending() {
    return pending;
  }
}
