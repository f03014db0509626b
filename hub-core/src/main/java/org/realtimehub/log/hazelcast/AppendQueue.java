package org.realtimehub.log.hazelcast;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.realtimehub.log.Appended;
import org.realtimehub.update.Update;

/**
 * Lets the appends of a log go one after the other: the log remembers only the last one of each
 * writer, by which one that was asked for twice happens once. Thread-safe.
 */
final class AppendQueue {

  /** Makes one append; never throws, and its result completes about the deadline. */
  interface Way {
    CompletableFuture<Appended> append(List<Update> updates, long deadline);
  }

  private record Waiting(List<Update> updates, long deadline, Promise<Appended> promise) {}

  private final Way way;
  private final Deque<Waiting> waiting = new ArrayDeque<>();
  private boolean busy;

  AppendQueue(Way way) {
    this.way = way;
  }

  Future<Appended> add(List<Update> updates, long deadline) {
    Promise<Appended> promise = Promise.promise();
    Waiting last = new Waiting(updates, deadline, promise);
    synchronized (this) {
      if (busy) {
        waiting.add(last);
        return promise.future();
      }
      busy = true;
    }
    begin(last);
    return promise.future();
  }

  private void begin(Waiting turn) {
    way.append(turn.updates, turn.deadline)
        .whenComplete(
            (appended, failure) -> {
              Waiting next = next();
              if (next != null) {
                begin(next);
              }
              if (failure == null) {
                turn.promise.complete(appended);
              } else {
                turn.promise.fail(failure);
              }
            });
  }

  private synchronized @Nullable Waiting next() {
    Waiting next = waiting.poll();
    busy = next != null;
    return next;
  }
}
