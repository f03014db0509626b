package org.realtimehub.admin.api;

import io.vertx.core.Future;

/** Operations of the contract that do not exist yet. */
public final class Pending {

  private Pending() {}

  public static void register(Operations operations, String... operationIds) {
    for (String id : operationIds) {
      operations.on(
          id,
          call ->
              Future.failedFuture(
                  new Refused(
                      501, "not-implemented", "Not implemented", id + " does not exist yet")));
    }
  }
}
