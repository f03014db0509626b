package org.realtimehub.timing;

import org.jspecify.annotations.Nullable;

/** One deadline in a {@link TimeoutWheel}. Owned by the wheel's loop. */
public final class Timeout {

  static final int IDLE = -1;

  /** Taken out of its bucket by the tick under way, its action has not run yet. */
  static final int FIRING = -2;

  private final TimeoutWheel wheel;
  final Runnable action;
  long deadline;
  int bucket = IDLE;
  @Nullable Timeout next;
  @Nullable Timeout previous;

  /** The next of those the tick under way fires; apart from the bucket, so that it can be moved. */
  @Nullable Timeout nextDue;

  Timeout(TimeoutWheel wheel, Runnable action) {
    this.wheel = wheel;
    this.action = action;
  }

  /** The action will not run; nothing happens when it already did. */
  public void cancel() {
    if (bucket != IDLE) {
      wheel.remove(this);
    }
  }

  /** Moves the deadline, or sets it again after the action ran. */
  public void reschedule(long deadlineMillis) {
    cancel();
    wheel.insert(this, deadlineMillis);
  }
}
