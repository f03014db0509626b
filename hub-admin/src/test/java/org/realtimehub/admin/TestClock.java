package org.realtimehub.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Goes on when the test says so. */
final class TestClock implements InstantSource {

  private volatile Instant now = Instant.now();

  @Override
  public Instant instant() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }
}
