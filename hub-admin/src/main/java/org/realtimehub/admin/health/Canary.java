package org.realtimehub.admin.health;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
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
 * <p>Owned by one context; what it found out may be asked on any thread.
 */
public final class Canary implements FeedListener {

  private static final Logger LOG = LoggerFactory.getLogger(Canary.class);

  /** One that takes longer counts as lost, and after a lost one the next is sent that soon. */
  private static final Duration LOST_AFTER = Duration.ofSeconds(5);

  /** One that is under way, sent at {@link System#nanoTime()}. */
  private record Flight(String id, long sent) {}

  /**
   * How the last one fared.
   *
   * @param problem null when it came back
   */
  private record Result(double seconds, @Nullable String problem) {}

  private final Vertx vertx;
  private final Context context;
  private final Function<Update, Future<PublishOutcome>> publish;
  private final String self;
  private final String topic;
  private final Duration every;
  private final Duration lostAfter;
  private @Nullable Flight flight;
  private volatile @Nullable Result result;
  private final AtomicLong lost = new AtomicLong();

  /**
   * @param publish takes what the hub itself publishes
   * @param self id of this node
   * @param every time between two, zero for none at all
   */
  public Canary(
      Context context,
      Function<Update, Future<PublishOutcome>> publish,
      String self,
      Duration every) {
    this(context, publish, self, every, LOST_AFTER);
  }

  Canary(
      Context context,
      Function<Update, Future<PublishOutcome>> publish,
      String self,
      Duration every,
      Duration lostAfter) {
    this.vertx = context.owner();
    this.context = context;
    this.publish = publish;
    this.self = self;
    this.topic = "urn:hub:canary:" + self;
    this.every = every;
    this.lostAfter = lostAfter;
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
    Result before = result;
    result = new Result((System.nanoTime() - ended.sent) / 1e9, problem);
    boolean wasWell = before == null || before.problem == null;
    if (problem != null) {
      lost.incrementAndGet();
      if (wasWell) {
        LOG.atWarn().addKeyValue("problem", problem).log("a canary was lost");
      }
    } else if (!wasWell) {
      LOG.atInfo().log("canaries come back again");
    }
    Duration pause = problem == null || every.compareTo(lostAfter) < 0 ? every : lostAfter;
    vertx.setTimer(pause.toMillis(), timer -> send());
  }

  /** Why messages do not flow; empty while none was lost. */
  public Optional<String> problem() {
    Result last = result;
    return last == null ? Optional.empty() : Optional.ofNullable(last.problem);
  }

  /** How long the last one took, empty when it was lost or there was none. */
  public OptionalDouble seconds() {
    Result last = result;
    return last == null || last.problem != null
        ? OptionalDouble.empty()
        : OptionalDouble.of(last.seconds);
  }

  /** How many were lost since the start. */
  public long lost() {
    return lost.get();
  }
}
