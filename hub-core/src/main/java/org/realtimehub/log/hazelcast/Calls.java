package org.realtimehub.log.hazelcast;

import com.hazelcast.core.HazelcastInstanceNotActiveException;
import com.hazelcast.core.IndeterminateOperationStateException;
import com.hazelcast.core.MemberLeftException;
import com.hazelcast.core.OperationTimeoutException;
import com.hazelcast.spi.exception.RetryableException;
import com.hazelcast.splitbrainprotection.SplitBrainProtectionException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Calls to the member that owns a log or a map: asked again while the members find together anew,
 * for so long as the caller waits. What is called must be safe to be asked for twice.
 *
 * <p>Thread-safe.
 */
final class Calls {

  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Member member;
  private final Duration timeout;
  private final Executor afterPause =
      CompletableFuture.delayedExecutor(PAUSE.toMillis(), TimeUnit.MILLISECONDS);

  Calls(Member member, Duration timeout) {
    this.member = member;
    this.timeout = timeout;
  }

  /** When a call that begins now has failed, by {@link System#nanoTime}. */
  long deadline() {
    return System.nanoTime() + timeout.toNanos();
  }

  /** A call that completes on the Vert.x context that makes it, if there is one. */
  <T extends @Nullable Object> Future<T> future(Supplier<CompletionStage<T>> attempt) {
    return onContext(Future.fromCompletionStage(call(attempt, deadline())));
  }

  static <T extends @Nullable Object> Future<T> onContext(Future<T> future) {
    Context context = Vertx.currentContext();
    if (context == null) {
      return future;
    }
    Promise<T> promise = Promise.promise();
    future.onComplete(result -> context.runOnContext(v -> promise.handle(result)));
    return promise.future();
  }

  /** Never throws; the result always completes about the deadline. */
  <T extends @Nullable Object> CompletableFuture<T> call(
      Supplier<CompletionStage<T>> attempt, long deadline) {
    Attempts<T> attempts = new Attempts<>(attempt);
    long left = deadline - System.nanoTime();
    if (left > 0) {
      attempts.next();
    }
    return attempts
        .result
        .orTimeout(left, TimeUnit.NANOSECONDS)
        .exceptionallyCompose(
            failure -> CompletableFuture.failedFuture(explained(failure, attempts.last)));
  }

  private final class Attempts<T extends @Nullable Object> {
    private final Supplier<CompletionStage<T>> attempt;
    private final CompletableFuture<T> result = new CompletableFuture<>();
    private volatile @Nullable Throwable last;

    private Attempts(Supplier<CompletionStage<T>> attempt) {
      this.attempt = attempt;
    }

    private void next() {
      if (result.isDone()) {
        return;
      }
      if (member.merging()) {
        failed(new MergingException());
        return;
      }
      try {
        attempt.get().whenComplete(this::done);
      } catch (RuntimeException e) {
        failed(e);
      }
    }

    private void done(T value, @Nullable Throwable failure) {
      if (failure == null) {
        result.complete(value);
      } else {
        failed(cause(failure));
      }
    }

    private void failed(Throwable failure) {
      last = failure;
      if (!passes(failure)) {
        result.completeExceptionally(failure);
      } else {
        afterPause.execute(this::next);
      }
    }
  }

  /** A member that has joined the larger part already may read its log before it is merged. */
  private static final class MergingException extends RuntimeException {
    private MergingException() {
      super("this node is joining the others again", null, false, false);
    }
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }

  /** Whether the failure is of those that end when the members have sorted themselves. */
  private boolean passes(Throwable failure) {
    if (failure instanceof HazelcastInstanceNotActiveException) {
      return member.running();
    }
    return failure instanceof TooFewCopiesException
        || failure instanceof MergingException
        || failure instanceof IndeterminateOperationStateException
        || failure instanceof OperationTimeoutException
        || failure instanceof MemberLeftException
        || failure instanceof RetryableException;
  }

  private Throwable explained(Throwable failure, @Nullable Throwable last) {
    Throwable cause = cause(failure);
    if (cause instanceof SplitBrainProtectionException) {
      return new VertxException(
          "fewer than " + member.settings().minimumSize() + " nodes are together", cause, true);
    }
    if (cause instanceof TimeoutException) {
      String why = last == null ? "" : ": " + last.getMessage();
      return new VertxException(
          "the cluster did not answer within " + timeout.toMillis() + " ms" + why, last, true);
    }
    return cause;
  }
}
