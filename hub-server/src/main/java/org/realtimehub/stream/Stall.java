package org.realtimehub.stream;

/**
 * Since when a client has taken nothing of what waits for it, as far as those know who look; each
 * look makes it more exact, whatever it is for. It lasts while something waits.
 */
final class Stall {

  /** Bytes that had been taken at the last look. */
  private long taken;

  private long since;

  Stall(long taken, long now) {
    this.taken = taken;
    this.since = now;
  }

  void look(long takenNow, long now) {
    if (takenNow > taken) {
      since = now;
    }
    taken = takenNow;
  }

  /** Milliseconds. */
  long lasts(long now) {
    return Math.max(0, now - since);
  }
}
