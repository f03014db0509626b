package org.realtimehub.stream;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/** Something that an event loop wants to do every millisecond, and how it gets its turn. */
public final class LoopProbe {

  /**
   * What it saw.
   *
   * @param longestMillis longest time between two turns
   * @param turns how often it had its turn
   * @param busyMillis processor time that the loop used
   */
  public record Seen(long longestMillis, int turns, long busyMillis) {}

  private final Context context;
  private long timer;
  private long last;
  private long longest;
  private int turns;
  private long busyBefore;

  private LoopProbe(Context context) {
    this.context = context;
  }

  /** Begins; not from the loop. */
  public static LoopProbe on(Context context) {
    LoopProbe probe = new LoopProbe(context);
    await(
        probe.there(
            () -> {
              probe.last = System.nanoTime();
              probe.busyBefore = busyNanos();
              probe.again();
            }));
    return probe;
  }

  private Future<Void> there(Runnable action) {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        v -> {
          action.run();
          done.complete();
        });
    return done.future();
  }

  private static void await(Future<Void> future) {
    future.toCompletionStage().toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
  }

  private static long busyNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  /** Not periodically: that would make up for the turns it could not have. */
  private void again() {
    timer =
        context
            .owner()
            .setTimer(
                1,
                id -> {
                  turn();
                  again();
                });
  }

  private void turn() {
    long now = System.nanoTime();
    longest = Math.max(longest, now - last);
    last = now;
    turns++;
  }

  /** Ends; not from the loop. */
  public Seen end() {
    Seen[] seen = new Seen[1];
    await(
        there(
            () -> {
              turn();
              context.owner().cancelTimer(timer);
              seen[0] =
                  new Seen(
                      TimeUnit.NANOSECONDS.toMillis(longest),
                      turns,
                      TimeUnit.NANOSECONDS.toMillis(busyNanos() - busyBefore));
            }));
    return seen[0];
  }
}
