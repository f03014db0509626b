package org.realtimehub.bench;

/** Nanoseconds since the driver started: never negative, and few enough digits for a mark. */
final class Clock {

  private static final long START = System.nanoTime();

  private Clock() {}

  static long now() {
    return System.nanoTime() - START;
  }
}
