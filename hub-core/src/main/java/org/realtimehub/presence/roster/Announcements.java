package org.realtimehub.presence.roster;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import org.realtimehub.publish.PublishOutcome;
import org.realtimehub.update.Update;

/**
 * A node's subscription events on their way into the log. Those that do not get there, or find too
 * many before them, are dropped: the roster's comparison with the open connections finds what was
 * never told. Thread-safe.
 */
public final class Announcements implements Consumer<Update> {

  /** Events that may wait for the log; what more there are is told later, from the connections. */
  private static final int MAX_WAITING = 20_000;

  private record Waiter(long count, Promise<Void> settled) {}

  private final Function<Update, Future<PublishOutcome>> publish;
  private final AtomicLong announced = new AtomicLong();
  private final AtomicLong answered = new AtomicLong();
  private final Queue<Waiter> waiters = new ConcurrentLinkedQueue<>();
  private volatile Runnable whenMissed = () -> {};

  /**
   * @param publish takes events in order, and says what became of each
   */
  public Announcements(Function<Update, Future<PublishOutcome>> publish) {
    this.publish = publish;
  }

  /**
   * @param action runs on any thread when an event did not get into the log
   */
  void whenMissed(Runnable action) {
    whenMissed = action;
  }

  @Override
  public void accept(Update update) {
    if (announced.get() - answered.get() >= MAX_WAITING) {
      whenMissed.run();
      return;
    }
    announce(update);
  }

  private Future<Boolean> announce(Update update) {
    announced.incrementAndGet();
    return publish
        .apply(update)
        .map(PublishOutcome.Accepted.class::isInstance)
        .onComplete(
            taken -> {
              answered.incrementAndGet();
              if (!waiters.isEmpty()) {
                wake();
              }
              if (taken.failed() || !taken.result()) {
                whenMissed.run();
              }
            });
  }

  /** Announces all, and says whether all got into the log; the caller bounds their number. */
  Future<Boolean> announce(List<Update> updates) {
    List<Future<Boolean>> outcomes = new ArrayList<>(updates.size());
    for (Update update : updates) {
      outcomes.add(announce(update));
    }
    return Future.join(outcomes)
        .map(all -> outcomes.stream().allMatch(Future::result))
        .otherwise(false);
  }

  /**
   * Completes once all that was announced before has an answer: it is in the log, or will not be.
   * What is announced at the same time may or may not be among it.
   */
  public Future<Void> settled() {
    Waiter waiter = new Waiter(announced.get(), Promise.promise());
    waiters.add(waiter);
    wake();
    return waiter.settled.future();
  }

  private void wake() {
    long count = answered.get();
    List<Waiter> settled = waiters.stream().filter(waiter -> waiter.count <= count).toList();
    for (Waiter waiter : settled) {
      if (waiters.remove(waiter)) {
        waiter.settled.complete();
      }
    }
  }
}
