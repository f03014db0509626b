package org.realtimehub.main;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;
import org.realtimehub.log.EventLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the log of a node that starts before its log can be had: before the other nodes are
 * there, or before Redis is.
 */
final class Patience {

  private static final Logger LOG = LoggerFactory.getLogger(Patience.class);
  private static final long PAUSE_MILLIS = 500;

  private final Vertx vertx;
  private final EventLog log;
  private boolean waiting;

  private Patience(Vertx vertx, EventLog log) {
    this.vertx = vertx;
    this.log = log;
  }

  /** Completes when the log answers; says once that it does not, and why. */
  static Future<Void> until(Vertx vertx, EventLog log) {
    return new Patience(vertx, log).ask();
  }

  private Future<Void> ask() {
    return log.bounds().<Void>mapEmpty().onSuccess(v -> told()).recover(this::later);
  }

  private Future<Void> later(Throwable cause) {
    if (!waiting) {
      waiting = true;
      LOG.atWarn()
          .addKeyValue("because", cause.getMessage())
          .log("waiting for the log before this node starts");
    }
    return vertx.timer(PAUSE_MILLIS, TimeUnit.MILLISECONDS).compose(timer -> ask());
  }

  private void told() {
    if (waiting) {
      LOG.atInfo().log("the log answers");
    }
  }
}
