package org.realtimehub.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Ends every wait of a run when something went wrong that makes the rest of it pointless. Raised by
 * any thread; the thread that directs the run waits here and nowhere else.
 */
final class Alarm {

  private static final Duration LOOK = Duration.ofMillis(10);

  private final AtomicReference<@Nullable String> reason = new AtomicReference<>();
  private final CountDownLatch raised = new CountDownLatch(1);
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  /** Only the first counts: what follows is mostly its consequence. */
  void raise(String message) {
    if (reason.compareAndSet(null, message)) {
      raised.countDown();
      ended.complete(null);
    }
  }

  /** Lets time pass. */
  void pause(Duration time) throws BenchException, InterruptedException {
    if (raised.await(time.toNanos(), TimeUnit.NANOSECONDS)) {
      check();
    }
  }

  /** Something that comes true by itself, if at all. */
  interface Condition {
    boolean holds() throws BenchException, InterruptedException;
  }

  /** Returns as soon as it holds, or after the limit; tells whether it held. */
  boolean until(Duration limit, Condition condition) throws BenchException, InterruptedException {
    long end = Clock.now() + limit.toNanos();
    while (!condition.holds()) {
      if (Clock.now() >= end) {
        return false;
      }
      pause(LOOK);
    }
    return true;
  }

  /** The result of something that others do. */
  <T> T await(CompletableFuture<T> future, Duration limit, String what)
      throws BenchException, InterruptedException {
    try {
      CompletableFuture.anyOf(future, ended).get(limit.toNanos(), TimeUnit.NANOSECONDS);
      check();
      return future.get();
    } catch (TimeoutException e) {
      throw new BenchException(what + " took longer than " + limit.toSeconds() + " s", e);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new BenchException(what + ": " + cause, cause);
    }
  }

  private void check() throws BenchException {
    String message = reason.get();
    if (message != null) {
      throw new BenchException(message);
    }
  }
}
