package org.realtimehub.admin.health;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.realtimehub.feed.FeedListener;
import org.realtimehub.log.Batch;
import org.realtimehub.publish.PublishOutcome;
import org.realtimehub.update.Event;
import org.realtimehub.update.Handling;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends an update through log and bus every now and then and waits until this node's feed brings it
 * back, so that "healthy" means that messages flow. No subscriber gets it; it takes a place in the
 * log, as an ephemeral update does.
 *
 * <p>Owned by one context.
 */
public final class Canary implements FeedListener {

  private static final Logger LOG = LoggerFactory.getLogger(Canary.class);

  /** One that takes longer counts as lost, and after a lost one the next is sent that soon. */
  private static final Duration LOST_AFTER = Duration.ofSeconds(5);

  /** One that is under way, sent at {@link System#nanoTime()}. */
  private record Flight(String id, long sent) {}

  private final Vertx vertx;
  private final Context context;
  private final Function<Update, Future<PublishOutcome>> publish;
  private final String self;
  private final String topic;
  private final Duration every;
  private final Duration lostAfter;
  private final CanaryReport report;
  private @Nullable Flight flight;

  /**
   * @param publish takes what the hub itself publishes
   * @param self id of this node
   * @param every time between two, zero for none at all
   * @param report learns how they fare
   */
  public Canary(
      Context context,
      Function<Update, Future<PublishOutcome>> publish,
      String self,
      Duration every,
      CanaryReport report) {
    this(context, publish, self, every, LOST_AFTER, report);
  }

  Canary(
      Context context,
      Function<Update, Future<PublishOutcome>> publish,
      String self,
      Duration every,
      Duration lostAfter,
      CanaryReport report) {
    this.vertx = context.owner();
    this.context = context;
    this.publish = publish;
    this.self = self;
    this.topic = "urn:hub:canary:" + self;
    this.every = every;
    this.lostAfter = lostAfter;
    this.report = report;
  }

  /** Sends the first one; the feed must be listened to already. On the canary's context. */
  public void start() {
    if (!every.isZero()) {
      send();
    }
  }

  private void send() {
    Flight sent = new Flight("urn:uuid:" + UUID.randomUUID(), System.nanoTime());
    flight = sent;
    Update update =
        new Update(sent.id, List.of(topic), new Event("", null, null), Handling.signal(self));
    vertx.setTimer(
        lostAfter.toMillis(),
        timer -> over(sent, "an update sent through log and bus did not come back"));
    publish
        .apply(update)
        .onSuccess(
            outcome -> {
              if (outcome instanceof PublishOutcome.Unavailable) {
                context.runOnContext(v -> over(sent, "the log takes no updates"));
              }
            });
  }

  @Override
  public void start(Position head) {}

  @Override
  public void restart(Position head) {}

  @Override
  public void batch(Batch batch) {
    Flight awaited = flight;
    if (awaited == null) {
      return;
    }
    for (LoggedUpdate update : batch.updates()) {
      if (update.update().handling().isSignal() && update.update().id().equals(awaited.id)) {
        over(awaited, null);
        return;
      }
    }
  }

  private void over(Flight ended, @Nullable String problem) {
    if (!ended.equals(flight)) {
      return;
    }
    flight = null;
    boolean wasWell = report.problem().isEmpty();
    if (problem == null) {
      report.cameBack((System.nanoTime() - ended.sent) / 1e9);
      if (!wasWell) {
        LOG.atInfo().log("canaries come back again");
      }
    } else {
      report.lost(problem);
      if (wasWell) {
        LOG.atWarn().addKeyValue("problem", problem).log("a canary was lost");
      }
    }
    Duration pause = problem == null || every.compareTo(lostAfter) < 0 ? every : lostAfter;
    vertx.setTimer(pause.toMillis(), timer -> send());
  }
}
