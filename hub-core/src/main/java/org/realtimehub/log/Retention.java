package org.realtimehub.log;

import java.time.Duration;

/**
 * How much history a log keeps; the first bound that is reached counts.
 *
 * @param maxEvents at least 1
 * @param maxBytes by {@link org.realtimehub.update.Update#weight()}, at least 1
 * @param maxAge longer than zero
 */
public record Retention(int maxEvents, long maxBytes, Duration maxAge) {

  public Retention {
    if (maxEvents < 1) {
      throw new IllegalArgumentException("maxEvents must be at least 1, is " + maxEvents);
    }
    if (maxBytes < 1) {
      throw new IllegalArgumentException("maxBytes must be at least 1, is " + maxBytes);
    }
    if (maxAge.isNegative() || maxAge.isZero()) {
      throw new IllegalArgumentException("maxAge must be longer than zero, is " + maxAge);
    }
  }
}
