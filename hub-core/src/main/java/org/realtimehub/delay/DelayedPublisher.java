package org.realtimehub.delay;

import io.vertx.core.Future;
import java.util.function.Function;
import org.realtimehub.publish.PublishOutcome;
import org.realtimehub.update.Update;

/** Accepts updates, also those that are to be delivered later while there is room for them. */
public final class DelayedPublisher {

  private final Function<Update, Future<PublishOutcome>> publish;
  private final Delays delays;

  /**
   * @param publish puts an update into the log
   */
  public DelayedPublisher(Function<Update, Future<PublishOutcome>> publish, Delays delays) {
    this.publish = publish;
    this.delays = delays;
  }

  /** Any thread; completes on an unspecified thread, never fails. */
  public Future<PublishOutcome> publish(Update update) {
    if (!Delayed.is(update)) {
      return publish.apply(update);
    }
    if (!delays.hasRoomFor(update)) {
      return Future.succeededFuture(new PublishOutcome.NoRoom());
    }
    return publish.apply(update).map(DelayedPublisher::inPublic);
  }

  private static PublishOutcome inPublic(PublishOutcome outcome) {
    return outcome instanceof PublishOutcome.Accepted accepted
        ? new PublishOutcome.Accepted(Delayed.publicId(accepted.id()))
        : outcome;
  }
}
