package org.realtimehub.delay;

import io.vertx.core.Future;
import java.util.function.Function;
import org.realtimehub.log.Bounds;
import org.realtimehub.publish.PublishOutcome;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Publishes again, to wait on at a newer place, what the log is about to trim or has lost. */
final class Renewal {

  private static final Logger LOG = LoggerFactory.getLogger(Renewal.class);

  /** An update is renewed when it is in this part of the history's old end. */
  private static final int RENEWED_PART = 8;

  /** What is due that soon is not renewed: its delivery could be overtaken. */
  private static final long NOT_RENEWED_MILLIS = 10_000;

  private final WaitingList waiting;
  private final Function<Update, Future<PublishOutcome>> publish;

  Renewal(WaitingList waiting, Function<Update, Future<PublishOutcome>> publish) {
    this.waiting = waiting;
    this.publish = publish;
  }

  /**
   * On the context of the list. Bounds that are a moment old may renew one too many, which does no
   * harm.
   */
  void renew(Bounds bounds, long now) {
    for (Waiting each : waiting.all()) {
      if (isEndangered(each.at(), bounds) && each.dueAt() > now + NOT_RENEWED_MILLIS) {
        String place = bounds.epoch() + " " + each.at().epoch() + " " + each.at().offset();
        publish
            .apply(Delayed.renewed(each.update(), place))
            .onSuccess(outcome -> renewed(each.id(), outcome));
      }
    }
  }

  private static void renewed(String id, PublishOutcome outcome) {
    LOG.atDebug()
        .addKeyValue("id", id)
        .addKeyValue("outcome", outcome)
        .log("a delayed update was renewed in the log");
  }

  /** Whether the log has lost this place, or may soon: where it trims, and near its old end. */
  private static boolean isEndangered(Position at, Bounds bounds) {
    if (!bounds.reaches(at)) {
      return true;
    }
    long retained = bounds.head() - bounds.tail();
    return bounds.tail() > 0
        && retained >= RENEWED_PART
        && at.offset() <= bounds.tail() + retained / RENEWED_PART;
  }
}
