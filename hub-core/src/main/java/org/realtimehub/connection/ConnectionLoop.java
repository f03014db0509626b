package org.realtimehub.connection;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** One event loop with its connections, as the admin side sees it. Any thread may call. */
public interface ConnectionLoop {

  /** Decides about a connection; asked on the connection's loop. */
  @FunctionalInterface
  interface Verdict {

    /** Why the connection is to be closed, null where it may stay. */
    @Nullable CloseReason of(LiveConnection connection);
  }

  /**
   * Closes what exceeds the limits, in slices between which the loop does other work.
   *
   * @return how many were closed; completes on an unspecified thread
   */
  Future<SweepReport> sweep(SweepLimits limits);

  /**
   * Closes what the verdict is against, of all that are open now, in slices like those of a sweep.
   *
   * @return how many were closed; completes on an unspecified thread
   */
  Future<Integer> close(Verdict verdict);

  /** What the loop holds now; completes on an unspecified thread. */
  Future<LoopState> state();

  LoopLoad load();
}
