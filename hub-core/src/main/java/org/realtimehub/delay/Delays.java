package org.realtimehub.delay;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.realtimehub.feed.FeedListener;
import org.realtimehub.log.Batch;
import org.realtimehub.log.Bounds;
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

  /** An update is renewed when it is in this part of the history's old end. */
  private static final int RENEWED_PART = 8;

  /** What is due that soon is not renewed: its delivery could be overtaken. */
  private static final long NOT_RENEWED_MILLIS = 10_000;

  /** A timer of days could overflow. */
  private static final long LONGEST_SLEEP_MILLIS = 60_000;

  private final Context context;
  private final EventLog log;
  private final Function<Update, Future<PublishOutcome>> publish;
  private final IntSupplier rank;
  private final InstantSource clock;
  private final DelayLimits limits;

  private final Map<String, Waiting> waiting = new HashMap<>();
  private final PriorityQueue<Waiting> byTime =
      new PriorityQueue<>(Comparator.comparingLong(Waiting::actAt));
  private long timer = -1;
  private long renewals;
  private int starts;

  /** Written on the context. */
  private volatile int count;

  private volatile long bytes;

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
  }

  /** Updates that wait; any thread. */
  public int count() {
    return count;
  }

  /** Whether one more may wait; any thread. Others may come in at the same time, so roughly. */
  boolean hasRoomFor(Update update) {
    return count < limits.updates() && bytes + update.weight() <= limits.bytes();
  }

  @Override
  public void start(Position head) {
    int now = ++starts;
    if (renewals == 0) {
      renewals =
          context.owner().setPeriodic(RENEWAL_CHECK.toMillis(), t -> renewWhatWillBeTrimmed());
    }
    log.bounds()
        .onComplete(
            bounds ->
                onlyIn(
                    now,
                    () -> {
                      if (bounds.succeeded()) {
                        readOn(now, bounds.result().tailPosition());
                      } else {
                        later(now, () -> start(head));
                      }
                    }));
  }

  /** What waited in the life of the log that is over will be renewed in the new one. */
  @Override
  public void restart(Position head) {
    start(head);
  }

  /** Reads through the log once; what the feed brings meanwhile may be seen in any order. */
  private void readOn(int start, Position after) {
    log.read(after, READ_COUNT, READ_BYTES)
        .onComplete(
            read ->
                onlyIn(
                    start,
                    () -> {
                      if (read.failed()) {
                        later(start, () -> readOn(start, after));
                      } else if (read.result() instanceof ReadResult.Gone gone) {
                        if (gone.bounds().epoch().equals(after.epoch())) {
                          readOn(start, gone.bounds().goOnFrom(after));
                        }
                      } else {
                        List<LoggedUpdate> updates = ((ReadResult.Slice) read.result()).updates();
                        look(after.epoch(), updates);
                        if (!updates.isEmpty()) {
                          long last = updates.get(updates.size() - 1).offset();
                          readOn(start, new Position(after.epoch(), last));
                        }
                      }
                    }));
  }

  private void onlyIn(int start, Runnable action) {
    context.runOnContext(
        v -> {
          if (start == starts) {
            action.run();
          }
        });
  }

  private void later(int start, Runnable action) {
    context.owner().setTimer(RETRY.toMillis(), t -> onlyIn(start, action));
  }

  @Override
  public void batch(Batch batch) {
    look(batch.epoch(), batch.updates());
  }

  private void look(String epoch, List<LoggedUpdate> updates) {
    for (LoggedUpdate logged : updates) {
      Update update = logged.update();
      if (Delayed.is(update)) {
        add(update, new Position(epoch, logged.offset()));
      } else if (Delayed.isDueForm(update)) {
        remove(Delayed.waitingId(update));
      }
    }
  }

  private void add(Update update, Position at) {
    Waiting known = waiting.get(update.id());
    if (known != null) {
      known.at =
          at.epoch().equals(known.at.epoch()) && at.offset() < known.at.offset() ? known.at : at;
      return;
    }
    Waiting added = new Waiting(update, at, stagger());
    waiting.put(update.id(), added);
    byTime.add(added);
    counted(1, update.weight());
    sleep();
  }

  private long stagger() {
    return rank.getAsInt() * STAGGER.toMillis();
  }

  private void remove(String id) {
    Waiting removed = waiting.remove(id);
    if (removed != null) {
      byTime.remove(removed);
      counted(-1, -removed.update.weight());
    }
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // One writer.
  private void counted(int updates, long weight) {
    count += updates;
    bytes += weight;
  }

  /** Until the next one is due. */
  private void sleep() {
    if (timer >= 0) {
      context.owner().cancelTimer(timer);
      timer = -1;
    }
    Waiting next = byTime.peek();
    if (next != null) {
      long millis = Math.min(LONGEST_SLEEP_MILLIS, Math.max(1, next.actAt() - clock.millis()));
      timer = context.owner().setTimer(millis, t -> context.runOnContext(v -> publishWhatIsDue()));
    }
  }

  private void publishWhatIsDue() {
    timer = -1;
    long now = clock.millis();
    List<Waiting> due = new ArrayList<>();
    while (!byTime.isEmpty() && byTime.peek().actAt() <= now) {
      due.add(byTime.remove());
    }
    due.forEach(this::publishDue);
    sleep();
  }

  private void publishDue(Waiting due) {
    Update update = Delayed.due(due.update);
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
                        remove(due.update.id());
                      } else if (waiting.containsKey(due.update.id())) {
                        due.notBefore = clock.millis() + RETRY.toMillis();
                        byTime.add(due);
                        sleep();
                      }
                    }));
  }

  private void renewWhatWillBeTrimmed() {
    if (waiting.isEmpty()) {
      return;
    }
    log.bounds().onSuccess(bounds -> context.runOnContext(v -> renew(bounds)));
  }

  private void renew(Bounds bounds) {
    long now = clock.millis();
    for (Waiting each : List.copyOf(waiting.values())) {
      if (isEndangered(each.at, bounds)
          && each.update.handling().dueAt() > now + NOT_RENEWED_MILLIS) {
        String place = bounds.epoch() + " " + each.at.epoch() + " " + each.at.offset();
        publish
            .apply(Delayed.renewed(each.update, place))
            .onSuccess(outcome -> renewed(each, outcome));
      }
    }
  }

  private static void renewed(Waiting renewed, PublishOutcome outcome) {
    LOG.atDebug()
        .addKeyValue("id", renewed.update.id())
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

  /** One that waits. */
  private static final class Waiting {

    private final Update update;
    private final long stagger;

    /** Its newest place in the log. */
    private Position at;

    /** After a failure. */
    private long notBefore;

    Waiting(Update update, Position at, long stagger) {
      this.update = update;
      this.at = at;
      this.stagger = stagger;
    }

    long actAt() {
      return Math.max(notBefore, update.handling().dueAt() + stagger);
    }
  }
}
