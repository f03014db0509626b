package org.realtimehub.connection;

import org.jspecify.annotations.Nullable;

/** A place in the pool, or in the queue for one. */
public final class Place {

  enum State {
    WAITING,
    HELD,
    RELEASED
  }

  private final Admission admission;
  private final String address;
  private final @Nullable String token;

  /** Guarded by the admission. */
  State state;

  /** Not kept longer than the place is waited for. */
  private @Nullable Runnable called;

  Place(Admission admission, String address, @Nullable String token, Runnable called, State state) {
    this.admission = admission;
    this.address = address;
    this.token = token;
    this.called = state == State.WAITING ? called : null;
    this.state = state;
  }

  /** Gives the place, or the place in the queue, up; further calls do nothing. Any thread. */
  public void release() {
    admission.release(this);
  }

  String address() {
    return address;
  }

  @Nullable String token() {
    return token;
  }

  void call() {
    Runnable waiting = called;
    called = null;
    if (waiting != null) {
      waiting.run();
    }
  }
}
