package org.realtimehub.feed;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.realtimehub.log.Batch;
import org.realtimehub.log.EventLog;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one consumer of a node on the event bus: receives the batches of all nodes and runs the
 * {@link Feed}.
 */
public final class FeedVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(FeedVerticle.class);
  private static final Duration COMPLAINT_INTERVAL = Duration.ofMinutes(1);

  private final String address;
  private final EventLog log;
  private final Window window;
  private final Duration headCheck;
  private @Nullable Feed feed;
  private @Nullable MessageConsumer<Batch> consumer;
  private @Nullable Long lastComplaint;

  /**
   * @param address of the hub's updates on the event bus
   * @param headCheck how often the log's head is looked at for a lost last batch
   */
  public FeedVerticle(String address, EventLog log, Window window, Duration headCheck) {
    this.address = address;
    this.log = log;
    this.window = window;
    this.headCheck = headCheck;
  }

  /** The feed, once this verticle is deployed. */
  public Feed feed() {
    Feed started = feed;
    if (started == null) {
      throw new IllegalStateException("the feed is not deployed");
    }
    return started;
  }

  /** The context that owns the feed, once this verticle is deployed. */
  public Context owner() {
    return context;
  }

  @Override
  public Future<?> start() {
    Feed started = new Feed(log, window, context);
    feed = started;
    MessageConsumer<Batch> registered = vertx.eventBus().consumer(address);
    consumer = registered;
    registered.handler(message -> receive(started, message::body));
    vertx.setPeriodic(headCheck.toMillis(), timer -> started.repair());
    return registered.completion().compose(v -> started.start());
  }

  /**
   * What cannot be read, as a batch of another release, costs latency only: the log is read
   * instead.
   */
  void receive(Feed feed, Supplier<Batch> body) {
    Batch batch;
    try {
      batch = body.get();
    } catch (RuntimeException e) {
      complain(e);
      feed.repair();
      return;
    }
    feed.receive(batch);
  }

  /** Not of each: another node may send thousands in a second. */
  private void complain(RuntimeException cause) {
    long now = System.nanoTime();
    if (lastComplaint == null || now - lastComplaint > COMPLAINT_INTERVAL.toNanos()) {
      lastComplaint = now;
      LOG.atError()
          .setCause(cause)
          .log("cannot read updates from another node, reading the log instead");
    }
  }

  @Override
  public Future<?> stop() {
    MessageConsumer<Batch> registered = consumer;
    return registered == null ? Future.succeededFuture() : registered.unregister();
  }
}
