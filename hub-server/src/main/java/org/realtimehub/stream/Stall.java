package org.realtimehub.stream;

/** Notices, from sweep to sweep, that a client takes nothing of what waits for it. */
final class Stall {

  /** Bytes the socket had taken at the last look, and since when it took none. */
  private long takenBefore = -1;

  private long notTakingSince;

  /** Whether the client has taken nothing for this long; a time of 0 is never over. */
  boolean lasts(Writer writer, long millis, long now) {
    long taken = writer.takenBytes();
    boolean took = writer.waitingBytes() == 0 || taken > takenBefore;
    takenBefore = taken;
    if (took) {
      notTakingSince = now;
      return false;
    }
    return millis > 0 && now - notTakingSince >= millis;
  }
}
