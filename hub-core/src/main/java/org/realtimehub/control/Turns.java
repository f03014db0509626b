package org.realtimehub.control;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;

/** Takes results from the loops, which have other things to do than to go on with them. */
final class Turns {

  private Turns() {}

  /** The same outcome, on a context. */
  static <T> Future<T> on(Context context, Future<T> future) {
    Promise<T> there = Promise.promise();
    future.onComplete(
        done ->
            context.runOnContext(
                v -> {
                  if (done.succeeded()) {
                    there.complete(done.result());
                  } else {
                    there.fail(done.cause());
                  }
                }));
    return there.future();
  }
}
