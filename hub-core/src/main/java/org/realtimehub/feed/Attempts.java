package org.realtimehub.feed;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * What a {@link FeedListener} undertakes from one of its starts to the next: each step is tried
 * until it works, and what was begun before the newest start comes to nothing. State belongs to the
 * context.
 */
public final class Attempts {

  private final Context context;
  private final Duration retry;
  private final Consumer<Throwable> failures;

  private int starts;

  /**
   * @param retry how long after a failure, or where there was nothing to do, it is tried again
   * @param failures gets each failure, on the context
   */
  public Attempts(Context context, Duration retry, Consumer<Throwable> failures) {
    this.context = context;
    this.retry = retry;
    this.failures = failures;
  }

  /** Ends all that was begun. */
  public void startAnew() {
    starts++;
  }

  /** Goes on with the result, on the context; tries until there is one. */
  public <T> void until(Supplier<Future<T>> attempt, Consumer<T> step) {
    int now = starts;
    attempt
        .get()
        .onComplete(
            result ->
                context.runOnContext(
                    v -> {
                      if (now != starts) {
                        return;
                      }
                      if (result.succeeded()) {
                        step.accept(result.result());
                      } else {
                        failures.accept(result.cause());
                        later(() -> until(attempt, step));
                      }
                    }));
  }

  /** Goes on after the pause, on the context. */
  public void later(Runnable step) {
    int now = starts;
    context
        .owner()
        .setTimer(
            retry.toMillis(),
            timer ->
                context.runOnContext(
                    v -> {
                      if (now == starts) {
                        step.run();
                      }
                    }));
  }
}
