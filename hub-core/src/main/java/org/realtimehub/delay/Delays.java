package org.realtimehub.delay;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.realtimehub.feed.Attempts;
import org.realtimehub.feed.FeedListener;
import org.realtimehub.log.Batch;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.ReadResult;
import org.realtimehub.publish.PublishOutcome;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what waits in the log when it is due.
 *
 * <p>Every node knows all that waits: from the feed, and from reading through the log when it
 * starts. When an update is due, every node publishes it, the first at once and the others a little
 * later each, unless they see it before. It has an idempotency key, and who is late looks for its
 * id first, so it is delivered once. While it waits it is renewed in time before the log trims it,
 * so that it is there for nodes that start.
 *
 * <p>Late rather than lost: while the log does not answer, it is tried again. State belongs to the
 * context.
 */
public final class Delays implements FeedListener {

  private static final Logger LOG = LoggerFactory.getLogger(Delays.class);
  private static final Duration RETRY = Duration.ofSeconds(1);

  /** By how much each node is behind the one before it. */
  private static final Duration STAGGER = Duration.ofMillis(250);

  private static final Duration RENEWAL_CHECK = Duration.ofSeconds(1);
  private static final int READ_COUNT = 512;
  private static final long READ_BYTES = 4 << 20;

  /** A timer of days could overflow. */
  private static final long LONGEST_SLEEP_MILLIS = 60_000;

  private static final long NONE = -1;

  private final Context context;
  private final EventLog log;
  private final Function<Update, Future<PublishOutcome>> publish;
  private final IntSupplier rank;
  private final InstantSource clock;
  private final DelayLimits limits;
  private final WaitingList waiting = new WaitingList();
  private final Renewal renewal;
  private final Attempts attempts;

  private OptionalLong wakesAt = OptionalLong.empty();
  private long timer = NONE;
  private long renewals = NONE;

  /**
   * @param publish puts an update of the hub itself into the log
   * @param rank of this node among all, 0 for the first
   */
  public Delays(
      Context context,
      EventLog log,
      Function<Update, Future<PublishOutcome>> publish,
      IntSupplier rank,
      InstantSource clock,
      DelayLimits limits) {
    this.context = context;
    this.log = log;
    this.publish = publish;
    this.rank = rank;
    this.clock = clock;
    this.limits = limits;
    renewal = new Renewal(waiting, publish);
    attempts =
        new Attempts(
            context,
            RETRY,
            cause -> LOG.atWarn().setCause(cause).log("cannot read which updates wait"));
  }

  /** Updates that wait; any thread. */
  public int count() {
    return waiting.count();
  }

  /** Whether one more may wait; any thread. Others may come in at the same time, so roughly. */
  boolean hasRoomFor(Update update) {
    return waiting.count() < limits.updates()
        && waiting.bytes() + update.weight() <= limits.bytes();
  }

  @Override
  public void start(Position head) {
    attempts.startAnew();
    if (renewals == NONE) {
      renewals =
          context.owner().setPeriodic(RENEWAL_CHECK.toMillis(), t -> renewWhatWillBeTrimmed());
    }
    attempts.until(log::bounds, bounds -> readOn(bounds.tailPosition()));
  }

  /** What waited in the life of the log that is over will be renewed in the new one. */
  @Override
  public void restart(Position head) {
    start(head);
  }

  /** Reads through the log once; what the feed brings meanwhile may be seen in any order. */
  private void readOn(Position after) {
    attempts.until(() -> log.read(after, READ_COUNT, READ_BYTES), read -> took(after, read));
  }

  private void took(Position after, ReadResult read) {
    if (read instanceof ReadResult.Gone gone) {
      if (gone.bounds().epoch().equals(after.epoch())) {
        readOn(gone.bounds().goOnFrom(after));
      }
      return;
    }
    List<LoggedUpdate> updates = ((ReadResult.Slice) read).updates();
    look(after.epoch(), updates);
    if (!updates.isEmpty()) {
      readOn(new Position(after.epoch(), updates.get(updates.size() - 1).offset()));
    }
  }

  @Override
  public void batch(Batch batch) {
    look(batch.epoch(), batch.updates());
  }

  private void look(String epoch, List<LoggedUpdate> updates) {
    for (LoggedUpdate logged : updates) {
      Update update = logged.update();
      if (Delayed.is(update)) {
        long stagger = rank.getAsInt() * STAGGER.toMillis();
        waiting.add(update, new Position(epoch, logged.offset()), stagger);
      } else if (Delayed.isDueForm(update)) {
        waiting.remove(Delayed.waitingId(update));
      }
    }
    sleep();
  }

  /** Until the next one is due. */
  private void sleep() {
    OptionalLong next = waiting.nextAt();
    if (next.equals(wakesAt)) {
      return;
    }
    context.owner().cancelTimer(timer);
    wakesAt = next;
    next.ifPresent(this::sleepUntil);
  }

  private void sleepUntil(long at) {
    long millis = Math.min(LONGEST_SLEEP_MILLIS, Math.max(1, at - clock.millis()));
    timer = context.owner().setTimer(millis, t -> context.runOnContext(v -> publishWhatIsDue()));
  }

  private void publishWhatIsDue() {
    wakesAt = OptionalLong.empty();
    waiting.takeDue(clock.millis()).forEach(this::publishDue);
    sleep();
  }

  private void publishDue(Waiting due) {
    Update update = Delayed.due(due.update());
    log.find(update.id())
        .compose(
            found ->
                found.filter(f -> Delayed.isDueForm(f.update().update())).isPresent()
                    ? Future.succeededFuture(new PublishOutcome.Accepted(update.id()))
                    : publish.apply(update))
        .onComplete(
            result ->
                context.runOnContext(
                    v -> {
                      if (result.result() instanceof PublishOutcome.Accepted) {
                        waiting.remove(due.id());
                      } else {
                        waiting.putBack(due, clock.millis() + RETRY.toMillis());
                        sleep();
                      }
                    }));
  }

  private void renewWhatWillBeTrimmed() {
    if (waiting.count() > 0) {
      log.bounds()
          .onSuccess(bounds -> context.runOnContext(v -> renewal.renew(bounds, clock.millis())));
    }
  }
}
