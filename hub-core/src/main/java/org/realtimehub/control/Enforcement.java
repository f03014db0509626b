package org.realtimehub.control;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.List;
import org.realtimehub.connection.ConnectionLoop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes the node's open connections that new restrictions are against. Newcomers are looked at
 * when they open, on their loop and in one turn with it, so that none slips through between. Owned
 * by its context.
 */
final class Enforcement {

  private static final Logger LOG = LoggerFactory.getLogger(Enforcement.class);

  private final Context context;
  private final List<ConnectionLoop> loops;
  private final Restrictions restrictions;
  private boolean running;
  private boolean again;

  Enforcement(Context context, List<ConnectionLoop> loops, Restrictions restrictions) {
    this.context = context;
    this.loops = loops;
    this.restrictions = restrictions;
  }

  void run() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    List<Future<Integer>> closings =
        loops.stream().map(loop -> loop.close(restrictions::verdict)).toList();
    Future.join(closings).onComplete(done -> context.runOnContext(v -> done(closings)));
  }

  private void done(List<Future<Integer>> closings) {
    running = false;
    int closed = closings.stream().filter(Future::succeeded).mapToInt(Future::result).sum();
    if (closed > 0) {
      LOG.atInfo()
          .addKeyValue("connections", closed)
          .log("closed connections of banned subjects and revoked tokens");
    }
    if (again) {
      again = false;
      run();
    }
  }
}
