package org.realtimehub.delivery;

import io.vertx.core.Context;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.ReadResult;
import org.realtimehub.update.Position;

/**
 * What the cursors of a loop need from the log: one read for all that stand at the same place, a
 * bounded number of reads at a time. The others wait, first come first served.
 *
 * <p>A read counts until its last cursor has been served, so the bound holds for the slices in
 * memory too. Owned by its loop.
 */
final class LogReads {

  /** What follows one place in the log, and who waits for it. */
  static final class Read {

    private final Position after;
    private final Set<Cursor> cursors = new LinkedHashSet<>();
    private @Nullable ReadResult result;
    private @Nullable Throwable failure;

    private Read(Position after) {
      this.after = after;
    }

    Position after() {
      return after;
    }

    /** Null when it failed. */
    @Nullable ReadResult result() {
      return result;
    }

    @Nullable Throwable failure() {
      return failure;
    }

    /** Takes the next cursor out; null when none is left. */
    @Nullable Cursor next() {
      Iterator<Cursor> first = cursors.iterator();
      if (!first.hasNext()) {
        return null;
      }
      Cursor cursor = first.next();
      first.remove();
      cursor.read = null;
      return cursor;
    }
  }

  private final Context context;
  private final EventLog log;
  private final DispatchLimits limits;
  private final Consumer<Read> answered;
  private final Map<Position, Read> waiting = new LinkedHashMap<>();
  private final Map<Position, Read> underWay = new HashMap<>();
  private int unfinished;

  /**
   * @param answered is told of each read that ended, and calls {@link #finish} when it has served
   *     the cursors
   */
  LogReads(Context context, EventLog log, DispatchLimits limits, Consumer<Read> answered) {
    this.context = context;
    this.log = log;
    this.limits = limits;
    this.answered = answered;
  }

  /** The cursor is to get what follows its place. */
  void add(Cursor cursor) {
    Position after = cursor.position();
    Read shared = underWay.get(after);
    Read read = shared == null ? waiting.computeIfAbsent(after, Read::new) : shared;
    read.cursors.add(cursor);
    cursor.read = read;
    startNext();
  }

  private void startNext() {
    while (unfinished < limits.logReads() && !waiting.isEmpty()) {
      Iterator<Read> first = waiting.values().iterator();
      Read read = first.next();
      first.remove();
      underWay.put(read.after, read);
      unfinished++;
      log.read(read.after, limits.sliceUpdates(), limits.sliceBytes())
          .onComplete(done -> context.runOnContext(v -> ended(read, done.result(), done.cause())));
    }
  }

  private void ended(Read read, @Nullable ReadResult result, @Nullable Throwable failure) {
    underWay.remove(read.after);
    read.result = result;
    read.failure = failure;
    answered.accept(read);
  }

  /** Nobody waits for this read any more: the next one may begin. */
  void finish() {
    unfinished--;
    startNext();
  }

  /** The cursor was closed. */
  void forget(Cursor cursor) {
    Read read = cursor.read;
    if (read != null) {
      cursor.read = null;
      read.cursors.remove(cursor);
      if (read.cursors.isEmpty()) {
        waiting.remove(read.after, read);
      }
    }
  }

  /** Reads that have not begun are given up. */
  void giveUpWaiting(Consumer<Cursor> waited) {
    for (Read read : waiting.values()) {
      for (Cursor cursor = read.next(); cursor != null; cursor = read.next()) {
        waited.accept(cursor);
      }
    }
    waiting.clear();
  }
}
