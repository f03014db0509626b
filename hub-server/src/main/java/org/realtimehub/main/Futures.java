package org.realtimehub.main;

import io.vertx.core.Future;

/** Waiting, where a thread may wait: at the start and at the end of a node. */
final class Futures {

  private Futures() {}

  /**
   * Blocks until the future is complete.
   *
   * @throws java.util.concurrent.CompletionException with the cause, when it fails
   */
  static <T> T await(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }
}
