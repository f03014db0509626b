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
  private final Runnable called;

  /** Guarded by the admission. */
  State state;

  Place(Admission admission, String address, @Nullable String token, Runnable called, State state) {
    this.admission = admission;
    this.address = address;
    this.token = token;
    this.called = called;
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
    called.run();
  }
}
