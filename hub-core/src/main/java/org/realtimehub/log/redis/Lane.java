package org.realtimehub.log.redis;

import io.vertx.core.AsyncResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Lets a few calls be under way at once; the others wait in line, no longer than their callers do.
 * What its caller has given up is never sent, so a Redis that comes back is not met by the calls of
 * the past.
 *
 * <p>Thread-safe. A call begins and ends on its caller's context.
 */
final class Lane {

  private record Call<T>(Context context, Supplier<Future<T>> start, Promise<T> promise) {

    boolean givenUp() {
      return promise.future().isComplete();
    }

    Future<T> begin() {
      try {
        return start.get();
      } catch (RuntimeException e) {
        return Future.failedFuture(e);
      }
    }

    void end(AsyncResult<T> result) {
      if (Vertx.currentContext() == context) {
        answer(result);
      } else {
        context.runOnContext(v -> answer(result));
      }
    }

    private void answer(AsyncResult<T> result) {
      if (result.succeeded()) {
        promise.tryComplete(result.result());
      } else {
        promise.tryFail(result.cause());
      }
    }
  }

  private final Vertx vertx;
  private final int width;
  private final int maxWaiting;
  private final Duration timeout;

  private final Deque<Call<?>> waiting = new ArrayDeque<>();
  private int underWay;

  /**
   * @param timeout after which a call fails, whether it was sent or not
   */
  Lane(Vertx vertx, int width, int maxWaiting, Duration timeout) {
    this.vertx = vertx;
    this.width = width;
    this.maxWaiting = maxWaiting;
    this.timeout = timeout;
  }

  <T> Future<T> run(Supplier<Future<T>> start) {
    Promise<T> promise = Promise.promise();
    Call<T> call = new Call<>(vertx.getOrCreateContext(), start, promise);
    long timer = vertx.setTimer(timeout.toMillis(), id -> promise.tryFail(new TimeoutException()));
    promise.future().onComplete(result -> vertx.cancelTimer(timer));
    enter(call);
    return promise.future();
  }

  private void enter(Call<?> call) {
    synchronized (this) {
      if (underWay == width) {
        while (!waiting.isEmpty() && waiting.element().givenUp()) {
          waiting.remove();
        }
        if (waiting.size() < maxWaiting) {
          waiting.add(call);
        } else {
          call.promise.tryFail(new RedisException("too many calls wait for Redis"));
        }
        return;
      }
      underWay++;
    }
    begin(call);
  }

  private <T> void begin(Call<T> call) {
    call.context.runOnContext(
        v ->
            call.begin()
                .onComplete(
                    result -> {
                      leave();
                      call.end(result);
                    }));
  }

  private void leave() {
    Call<?> next;
    synchronized (this) {
      do {
        next = waiting.poll();
      } while (next != null && next.givenUp());
      if (next == null) {
        underWay--;
        return;
      }
    }
    begin(next);
  }
}
