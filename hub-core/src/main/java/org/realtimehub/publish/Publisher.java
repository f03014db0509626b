package org.realtimehub.publish;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.realtimehub.feed.BatchCodec;
import org.realtimehub.log.Appended;
import org.realtimehub.log.Batch;
import org.realtimehub.log.EventLog;
import org.realtimehub.update.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Accepts updates: what is published while an append is under way forms the next append (group
 * commit), so a lone update is not delayed and a crowd costs one append.
 *
 * <p>{@link #publish} may be called on any thread. One append is under way at a time, on the
 * context it was made with, so this node's batches reach the bus in log order.
 */
public final class Publisher {

  private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
  private static final int MAX_BATCH = 512;
  private static final long MAX_BATCH_BYTES = 4 << 20;

  /**
   * An update that waits for its place.
   *
   * @param arrived by {@link System#nanoTime()}
   */
  private record Pending(Update update, Promise<PublishOutcome> outcome, long arrived) {}

  private final Vertx vertx;
  private final Context context;
  private final EventLog log;
  private final String address;
  private final Duration timeout;
  private final int maxQueued;
  private final DeliveryOptions codec = new DeliveryOptions().setCodecName(BatchCodec.NAME);

  private final Queue<Pending> queue = new ConcurrentLinkedQueue<>();
  private final AtomicInteger queued = new AtomicInteger();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final PublishCounts counts = new PublishCounts();

  /** Told once, not for each of the thousands that an outage may refuse. */
  private volatile boolean refusing;

  /**
   * @param address of the hub's updates on the event bus
   * @param timeout after which an append counts as failed
   * @param maxQueued publishes that may wait for an append; more are refused as unavailable
   */
  public Publisher(
      Vertx vertx, Context context, EventLog log, String address, Duration timeout, int maxQueued) {
    this.vertx = vertx;
    this.context = context;
    this.log = log;
    this.address = address;
    this.timeout = timeout;
    this.maxQueued = maxQueued;
  }

  public PublishCounts counts() {
    return counts;
  }

  /** Completes on an unspecified thread, never fails. */
  public Future<PublishOutcome> publish(Update update) {
    if (queued.incrementAndGet() > maxQueued) {
      queued.decrementAndGet();
      counts.refused(1);
      return Future.succeededFuture(
          new PublishOutcome.Unavailable("too many publishes wait for the log"));
    }
    return enqueue(update);
  }

  /**
   * Publishes an update of the hub itself. It is never refused for the length of the queue, which
   * the caller bounds. Completes as {@link #publish} does, in the order of the calls.
   */
  public Future<PublishOutcome> announce(Update update) {
    queued.incrementAndGet();
    return enqueue(update);
  }

  private Future<PublishOutcome> enqueue(Update update) {
    Promise<PublishOutcome> outcome = Promise.promise();
    queue.add(new Pending(update, outcome, System.nanoTime()));
    schedule();
    return outcome.future();
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      context.runOnContext(v -> appendNext());
    }
  }

  private void appendNext() {
    List<Pending> group = new ArrayList<>();
    long weight = 0;
    Pending next;
    while (group.size() < MAX_BATCH && weight < MAX_BATCH_BYTES && (next = queue.poll()) != null) {
      group.add(next);
      weight += next.update.weight();
    }
    if (group.isEmpty()) {
      scheduled.set(false);
      if (!queue.isEmpty()) {
        schedule();
      }
      return;
    }
    queued.addAndGet(-group.size());
    Future<Appended> append = append(group);
    append.onComplete(
        result -> {
          answer(group, result.result(), result.cause());
          context.runOnContext(v -> appendNext());
        });
  }

  private Future<Appended> append(List<Pending> group) {
    List<Update> updates = new ArrayList<>(group.size());
    for (Pending pending : group) {
      updates.add(pending.update);
    }
    Future<Appended> append;
    try {
      append = log.append(updates);
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
    return append.isComplete() ? append : append.timeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void answer(
      List<Pending> group, @Nullable Appended appended, @Nullable Throwable failure) {
    if (appended == null) {
      refuse(group, failure);
      return;
    }
    if (refusing) {
      refusing = false;
      LOG.atInfo().log("the log takes updates again");
    }
    counts.appended(group.size());
    if (!appended.batch().isEmpty()) {
      send(appended.batch());
    }
    long now = System.nanoTime();
    for (int i = 0; i < group.size(); i++) {
      counts.latency().took(now - group.get(i).arrived);
      complete(group.get(i), new PublishOutcome.Accepted(appended.ids().get(i)));
    }
  }

  /**
   * Those who wait are refused, too: behind another append that may take as long to fail, they
   * would wait longer than anybody was promised.
   */
  private void refuse(List<Pending> group, @Nullable Throwable failure) {
    if (!refusing) {
      refusing = true;
      LOG.atWarn().setCause(failure).log("the log does not take updates, refusing them");
    }
    List<Pending> all = new ArrayList<>(group);
    Pending next;
    while ((next = queue.poll()) != null) {
      all.add(next);
    }
    queued.addAndGet(group.size() - all.size());
    counts.refused(all.size());
    PublishOutcome refused = new PublishOutcome.Unavailable("the log did not take the update");
    all.forEach(pending -> complete(pending, refused));
  }

  /** What the bus does not take is in the log all the same, where the feeds find it. */
  private void send(Batch batch) {
    try {
      vertx.eventBus().publish(address, batch, codec);
      counts.sent();
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("the event bus did not take a batch");
    }
  }

  /** A publisher that fails on its answer must neither cost the others theirs nor end the loop. */
  private static void complete(Pending pending, PublishOutcome outcome) {
    try {
      pending.outcome.complete(outcome);
    } catch (RuntimeException e) {
      LOG.atError().setCause(e).log("the answer to a publish could not be given");
    }
  }
}
