package org.realtimehub.main;

import io.vertx.core.Future;
import java.util.concurrent.CompletionException;

/** Waiting, where a thread may wait: at the start and at the end of a node. */
final class Futures {

  private Futures() {}

  /**
   * Blocks until the future is complete.
   *
   * @throws CompletionException with the cause, when it fails
   */
  static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  /** What made the future fail that {@link #await} was called with. */
  static Throwable cause(CompletionException failure) {
    return failure.getCause() == null ? failure : failure.getCause();
  }
}
