package org.realtimehub.connection;

import io.vertx.core.Future;

/** One event loop with its connections, as the admin side sees it. Any thread may call. */
public interface ConnectionLoop {

  /**
   * Closes what exceeds the limits, in slices between which the loop does other work.
   *
   * @return how many were closed; completes on an unspecified thread
   */
  Future<SweepReport> sweep(SweepLimits limits);

  /** What the loop holds now; completes on an unspecified thread. */
  Future<LoopState> state();
}
