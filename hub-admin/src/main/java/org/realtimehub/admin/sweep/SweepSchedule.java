package org.realtimehub.admin.sweep;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.realtimehub.connection.SweepTrigger;
import org.realtimehub.connection.Sweeps;

/** Sweeps a node's connections from time to time. Any thread may ask; one starts it, once. */
public final class SweepSchedule {

  private final Sweeps sweeps;
  private final Duration every;
  private final InstantSource clock;
  private volatile Instant next;

  public SweepSchedule(Sweeps sweeps, Duration every, InstantSource clock) {
    this.sweeps = sweeps;
    this.every = every;
    this.clock = clock;
    this.next = clock.instant().plus(every);
  }

  /** Until the verticle ends that calls this. */
  public void start(Vertx vertx) {
    next = clock.instant().plus(every);
    vertx.setPeriodic(every.toMillis(), timer -> sweep());
  }

  private void sweep() {
    next = clock.instant().plus(every);
    sweeps.run(SweepTrigger.SCHEDULE, null, false);
  }

  public Duration every() {
    return every;
  }

  /** When it sweeps next. */
  public Instant next() {
    return next;
  }
}
