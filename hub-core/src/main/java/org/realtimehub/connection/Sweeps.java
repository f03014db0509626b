package org.realtimehub.connection;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sweeps of a node, one at a time over all its loops, and what became of the last ones.
 * Thread-safe.
 */
public final class Sweeps {

  /** How many sweeps are remembered. */
  public static final int REMEMBERED = 100;

  /** More that wait their turn are refused. */
  static final int MAX_WAITING = 10;

  private static final Logger LOG = LoggerFactory.getLogger(Sweeps.class);

  /** A sweep that was asked for. */
  private record Order(
      SweepTrigger trigger, SweepLimits limits, boolean dryRun, Promise<SweepRecord> done) {}

  private final List<ConnectionLoop> loops;
  private final SweepLimits configured;
  private final InstantSource clock;
  private final Deque<SweepRecord> records = new ArrayDeque<>();
  private final Deque<Order> waiting = new ArrayDeque<>();
  private @Nullable Order running;

  public Sweeps(List<ConnectionLoop> loops, SweepLimits configured, InstantSource clock) {
    this.loops = List.copyOf(loops);
    this.configured = configured;
    this.clock = clock;
  }

  /** What is closed when nothing else is said. */
  public SweepLimits configured() {
    return configured;
  }

  /**
   * Sweeps now, or, while another sweep is under way, after it. The schedule's is dropped then: it
   * gets the outcome of the one under way.
   *
   * @param limits null for the configured ones
   * @param dryRun closes nothing, and reports what would be closed
   * @return completes on an unspecified thread; fails when too many wait already
   */
  public Future<SweepRecord> run(
      SweepTrigger trigger, @Nullable SweepLimits limits, boolean dryRun) {
    Order order =
        new Order(trigger, limits == null ? configured : limits, dryRun, Promise.promise());
    synchronized (this) {
      Order before = running;
      if (before != null && trigger == SweepTrigger.SCHEDULE) {
        return before.done.future();
      }
      if (waiting.size() == MAX_WAITING) {
        return Future.failedFuture("too many sweeps wait");
      }
      if (before != null) {
        waiting.add(order);
        return order.done.future();
      }
      running = order;
    }
    begin(order);
    return order.done.future();
  }

  private void begin(Order order) {
    Instant started = clock.instant();
    long start = System.nanoTime();
    List<Future<SweepReport>> parts =
        loops.stream().map(loop -> loop.sweep(order.limits, order.dryRun)).toList();
    Future.join(parts)
        .onComplete(
            all -> {
              if (all.failed()) {
                LOG.atWarn().setCause(all.cause()).log("a sweep is incomplete");
              }
              SweepReport report =
                  parts.stream()
                      .filter(Future::succeeded)
                      .map(Future::result)
                      .reduce(SweepReport.EMPTY, SweepReport::plus);
              Duration took = Duration.ofNanos(System.nanoTime() - start);
              over(
                  order,
                  new SweepRecord(
                      started, took, order.trigger, order.dryRun, order.limits, report));
            });
  }

  private void over(Order order, SweepRecord swept) {
    log(swept);
    Order next;
    synchronized (this) {
      records.addFirst(swept);
      if (records.size() > REMEMBERED) {
        records.removeLast();
      }
      next = waiting.poll();
      running = next;
    }
    order.done.complete(swept);
    if (next != null) {
      begin(next);
    }
  }

  private static void log(SweepRecord swept) {
    SweepReport report = swept.report();
    if (!swept.dryRun() && report.closed() > 0) {
      LOG.atInfo()
          .addKeyValue("trigger", swept.trigger())
          .addKeyValue("took", swept.took())
          .addKeyValue("looked", report.looked())
          .addKeyValue("stalled", report.stalled())
          .addKeyValue("idle", report.idle())
          .addKeyValue("expired", report.expired())
          .addKeyValue("overAge", report.overAge())
          .log("sweep closed connections");
    }
  }

  /** The last sweeps, newest first. */
  public synchronized List<SweepRecord> last() {
    return List.copyOf(records);
  }
}
