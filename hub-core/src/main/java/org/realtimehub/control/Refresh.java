package org.realtimehub.control;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what the nodes share: when the bus brings news, and every so often in case it did not. One
 * read at a time. Owned by its context, but for {@link #now}.
 */
final class Refresh {

  private static final Logger LOG = LoggerFactory.getLogger(Refresh.class);

  private final Context context;
  private final SharedState state;
  private final Runnable news;
  private List<Promise<Void>> asked = new ArrayList<>();
  private boolean reading;
  private boolean failing;

  /**
   * @param news runs, on the context, when there are restrictions that were not
   */
  Refresh(Context context, SharedState state, Runnable news) {
    this.context = context;
    this.state = state;
    this.news = news;
  }

  /** Completes when what is shared at this moment, or later, has been taken over; any thread. */
  Future<Void> now() {
    Promise<Void> done = Promise.promise();
    context.runOnContext(
        v -> {
          asked.add(done);
          if (!reading) {
            read();
          }
        });
    return done.future();
  }

  private void read() {
    reading = true;
    List<Promise<Void>> answered = asked;
    asked = new ArrayList<>();
    state
        .map()
        .all()
        // Comparing a hundred thousand entries is no work for an event loop.
        .compose(all -> context.executeBlocking(() -> state.take(all)))
        .onComplete(
            taken -> context.runOnContext(v -> done(answered, taken.result(), taken.cause())));
  }

  private void done(
      List<Promise<Void>> answered, @Nullable Boolean added, @Nullable Throwable failure) {
    reading = false;
    if (added != null) {
      failing = false;
      if (added) {
        news.run();
      }
      answered.forEach(Promise::complete);
    } else {
      if (!failing) {
        LOG.atWarn().setCause(failure).log("cannot read bans and revoked tokens, trying on");
      }
      failing = true;
      answered.forEach(promise -> promise.fail(failure));
    }
    if (!asked.isEmpty()) {
      read();
    }
  }
}
