package org.realtimehub.feed;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.realtimehub.log.Batch;
import org.realtimehub.log.Bounds;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.ReadResult;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts what the event bus brings into log order, repairs what it lost from the log, and hands it to
 * every event loop of the node.
 *
 * <p>The bus may lose, repeat and reorder batches: that changes latency only (invariant 2). All
 * state belongs to the context of the verticle that made it.
 */
public final class Feed {

  private static final Logger LOG = LoggerFactory.getLogger(Feed.class);
  private static final int REPAIR_COUNT = 512;
  private static final long REPAIR_BYTES = 4 << 20;

  /** How long the bus may be slower than the log forgets, before updates are given up. */
  private static final long PATIENCE_MILLIS = 250;

  private record Loop(Context context, FeedListener listener) {}

  private final EventLog log;
  private final Window window;
  private final Context context;
  private final List<Loop> loops = new ArrayList<>();
  private final HeldBatches held = new HeldBatches();

  /** Written on the feed's context. */
  private volatile @Nullable Position head;

  private boolean repairing;
  private boolean unreadable;

  /** The head after which the log had nothing when it was looked at last. */
  private @Nullable Position missed;

  private final FeedCounts counts = new FeedCounts();

  Feed(EventLog log, Window window, Context context) {
    this.log = log;
    this.window = window;
    this.context = context;
  }

  /** Adds an event loop; from any thread. Completes after its listener was started. */
  public Future<Void> attach(Context loopContext, FeedListener listener) {
    Promise<Void> attached = Promise.promise();
    context.runOnContext(
        v -> {
          Loop loop = new Loop(loopContext, listener);
          Position start = head;
          if (start == null) {
            attached.fail(new IllegalStateException("the feed has not started"));
            return;
          }
          loops.add(loop);
          loopContext.runOnContext(
              w -> {
                listener.start(start);
                attached.complete();
              });
        });
    return attached.future();
  }

  /** Removes an event loop; from any thread. */
  public void detach(FeedListener listener) {
    context.runOnContext(v -> loops.removeIf(loop -> loop.listener == listener));
  }

  /** How far this node has come, empty before the start; any thread. */
  public Optional<Position> head() {
    return Optional.ofNullable(head);
  }

  public FeedCounts counts() {
    return counts;
  }

  /** Completes when the window holds what the log has and the feed goes on from there. */
  Future<Void> start() {
    return new WindowFill(log, window, context)
        .run()
        .map(
            reached -> {
              begin(reached);
              return null;
            });
  }

  private void onContext(Runnable task) {
    context.runOnContext(v -> task.run());
  }

  private void begin(Position reached) {
    head = reached;
    boolean others = held.keepOnly(reached.epoch());
    deliverHeld();
    if (others) {
      repair();
    }
  }

  /** A batch from the event bus. */
  void receive(Batch batch) {
    counts.received();
    Position known = head;
    if (batch.isEmpty()) {
      return;
    }
    if (known == null) {
      held.add(batch);
    } else if (!batch.epoch().equals(known.epoch())) {
      repair();
    } else if (batch.first() <= known.offset() + 1) {
      deliver(batch);
      deliverHeld();
    } else {
      held.add(batch);
      repair();
    }
  }

  private void deliverHeld() {
    Batch next = held.takeFollowing(requireHead());
    while (next != null) {
      deliver(next);
      next = held.takeFollowing(requireHead());
    }
    if (!held.isEmpty()) {
      repair();
    }
  }

  /** Hands on the part of the batch that is new. */
  private void deliver(Batch batch) {
    Position known = requireHead();
    if (batch.isEmpty() || batch.last() <= known.offset()) {
      return;
    }
    int skip = (int) (known.offset() + 1 - batch.first());
    Batch fresh =
        skip == 0
            ? batch
            : new Batch(batch.epoch(), batch.updates().subList(skip, batch.updates().size()));
    for (LoggedUpdate update : fresh.updates()) {
      window.add(update.retained());
    }
    head = new Position(fresh.epoch(), fresh.last());
    long arrived = System.nanoTime();
    for (Loop loop : loops) {
      loop.context.runOnContext(v -> hand(loop, fresh, arrived));
    }
  }

  /** A loop writes at the end of its turn: what is scheduled now runs after that. */
  private void hand(Loop loop, Batch batch, long arrived) {
    loop.listener.batch(batch);
    if (loop.listener.delivers()) {
      loop.context.runOnContext(v -> counts.latency().took(System.nanoTime() - arrived));
    }
  }

  private void forEachLoop(Consumer<FeedListener> call) {
    for (Loop loop : loops) {
      loop.context.runOnContext(v -> call.accept(loop.listener));
    }
  }

  /** Reads the log from the head on; also the slow look that finds a lost last batch. */
  void repair() {
    if (repairing || head == null) {
      return;
    }
    repairing = true;
    Position after = head;
    log.read(after, REPAIR_COUNT, REPAIR_BYTES)
        .onComplete(read -> onContext(() -> repaired(after, read.result(), read.cause())));
  }

  private void repaired(Position after, @Nullable ReadResult read, @Nullable Throwable failure) {
    repairing = false;
    if (unreadable && read != null) {
      unreadable = false;
      LOG.atInfo().log("the log can be read again");
    }
    if (read instanceof ReadResult.Slice slice) {
      missed = null;
      window.trim(slice.bounds().tail());
      if (!slice.updates().isEmpty()) {
        long before = requireHead().offset();
        deliver(
            new Batch(
                slice.bounds().epoch(),
                slice.updates().stream().map(LoggedUpdate::retained).toList()));
        if (requireHead().offset() > before) {
          counts.repaired();
        }
        if (requireHead().offset() < slice.bounds().head()) {
          repair();
        }
      }
      deliverHeld();
    } else if (read instanceof ReadResult.Gone gone) {
      goneAfter(after, gone.bounds());
    } else if (!unreadable) {
      unreadable = true;
      LOG.atWarn().setCause(failure).log("cannot read the log to repair the feed, trying later");
    }
  }

  private void goneAfter(Position after, Bounds bounds) {
    Position known = requireHead();
    if (!bounds.epoch().equals(known.epoch()) || bounds.isExceededBy(after)) {
      held.clear();
      restart(bounds.goOnFrom(after));
    } else if (known.offset() >= bounds.tail()) {
      // The bus brought what the log had trimmed while it was being read: nothing is lost.
      deliverHeld();
    } else if (known.equals(missed)) {
      restart(new Position(known.epoch(), held.leadTo(bounds.tail())));
    } else {
      missed = known;
      lookAgain();
    }
  }

  /** The log trimmed what this node has not seen, but the bus may still bring it. */
  private void lookAgain() {
    repairing = true;
    context
        .owner()
        .setTimer(
            PATIENCE_MILLIS,
            timer -> {
              repairing = false;
              repair();
            });
  }

  /** The log has another epoch, lost its end, or trimmed what this node will not see. */
  private void restart(Position from) {
    counts.restarted();
    LOG.atWarn()
        .addKeyValue("epoch", from.epoch())
        .addKeyValue("offset", from.offset())
        .log("the log no longer holds what follows the feed's position, which is set anew");
    head = from;
    window.reset(from);
    forEachLoop(listener -> listener.restart(from));
    deliverHeld();
    repair();
  }

  private Position requireHead() {
    Position known = head;
    if (known == null) {
      throw new IllegalStateException("the feed has not started");
    }
    return known;
  }
}
