package org.realtimehub.admin.api;

/** Whole numbers of requests, which JSON does not bound. */
final class Numbers {

  private Numbers() {}

  /** The nearest that there is. */
  static long whole(Number number) {
    return number instanceof Integer || number instanceof Long
        ? number.longValue()
        : (long) number.doubleValue();
  }
}
