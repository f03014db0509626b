package org.realtimehub.timing;

import io.vertx.core.Context;
import io.vertx.core.internal.ContextInternal;
import java.util.concurrent.TimeUnit;

/** Lets an event loop look after its sockets before long work goes on. */
public final class NextTurn {

  private NextTurn() {}

  /**
   * Runs a task on an event-loop context in the loop's next turn. What {@link Context#runOnContext}
   * is given still belongs to this turn: work that goes on and on that way keeps the loop from its
   * sockets for up to a second.
   */
  public static void run(Context context, Runnable task) {
    ((ContextInternal) context)
        .nettyEventLoop()
        .schedule(() -> context.runOnContext(v -> task.run()), 0, TimeUnit.NANOSECONDS);
  }
}
