package org.realtimehub.connection;

import java.time.Duration;

/**
 * How many connections a node takes.
 *
 * @param max connections at once, at least 1
 * @param maxWaiting newcomers that may wait for a place
 * @param maxWait how long one waits
 * @param perAddress connections of one client address, 0 for no limit
 * @param perToken connections opened with one access token, 0 for no limit
 */
public record AdmissionLimits(
    int max, int maxWaiting, Duration maxWait, int perAddress, int perToken) {

  public AdmissionLimits {
    if (max < 1) {
      throw new IllegalArgumentException("max must be at least 1, is " + max);
    }
    if (maxWaiting < 0 || perAddress < 0 || perToken < 0) {
      throw new IllegalArgumentException("limits must not be negative");
    }
  }
}
