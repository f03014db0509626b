package org.realtimehub.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;

/**
 * All that a log which lives in memory knows, and what it does with it: the history, where its ids
 * are, and the idempotency keys.
 *
 * <p>The same calls in the same order make the same state, wherever they are made: time and epoch
 * come from outside. Not thread-safe; whoever holds it guards it.
 */
public final class LogState {

  private static final int MAX_IDEMPOTENCY_KEYS = 100_000;

  /** An update with the time, in milliseconds since 1970, at which the log took it. */
  record Retained(LoggedUpdate update, long appendedAt) {

    boolean sameAs(Retained other) {
      return appendedAt == other.appendedAt && update.update().equals(other.update.update());
    }
  }

  private final String epoch;
  private final History<Retained> history;
  private final IdempotencyKeys idempotencyKeys = new IdempotencyKeys(MAX_IDEMPOTENCY_KEYS);
  private final IdIndex ids = new IdIndex();
  private long bytes;

  /**
   * @param epoch of this life of the log, which begins empty
   */
  public LogState(String epoch) {
    this(epoch, 0);
  }

  /**
   * @param tail offset after which the history goes on
   */
  LogState(String epoch, long tail) {
    this.epoch = epoch;
    this.history = new History<>(tail);
  }

  /** A copy that begins another life: positions of this one mean nothing in it. */
  public LogState inEpoch(String other) {
    LogState copy = new LogState(other, tail());
    for (IdempotencyKeys.Key key : idempotencyKeys.oldestFirst()) {
      copy.idempotencyKeys.restore(key.key(), key.id(), key.expiresAt());
    }
    for (long offset = tail() + 1; offset <= head(); offset++) {
      Retained retained = retained(offset);
      copy.keep(retained.update, retained.appendedAt);
    }
    return copy;
  }

  /**
   * Whether no position in the other log is mistaken in this one: all that the other one took and
   * told of, and that could still be read, was taken here, too, at the same offsets. False when
   * that cannot be told any more.
   *
   * @param told offset up to which the other log was told of; what lies behind it does not count
   */
  public boolean continues(LogState other, long told) {
    long otherHead = Math.min(other.head(), told);
    if (!epoch.equals(other.epoch) || otherHead < tail()) {
      return true;
    }
    long first = Math.max(tail(), other.tail()) + 1;
    if (otherHead > head() || (first > otherHead && otherHead > 0)) {
      return false;
    }
    for (long offset = first; offset <= otherHead; offset++) {
      if (!retained(offset).sameAs(other.retained(offset))) {
        return false;
      }
    }
    return true;
  }

  public String epoch() {
    return epoch;
  }

  /** Offset of the newest update. */
  public long head() {
    return history.head();
  }

  public Appended append(List<Update> updates, Retention retention, long now) {
    List<LoggedUpdate> added = new ArrayList<>(updates.size());
    List<String> answered = new ArrayList<>(updates.size());
    for (Update update : updates) {
      String key = update.handling().idempotencyKey();
      String known = key == null ? null : idempotencyKeys.find(key, now);
      if (known != null) {
        answered.add(known);
        continue;
      }
      if (key != null) {
        idempotencyKeys.remember(key, update.id(), now);
      }
      LoggedUpdate logged = new LoggedUpdate(history.head() + 1, update);
      keep(logged, now);
      added.add(logged);
      answered.add(update.id());
    }
    trim(retention, now);
    return new Appended(new Batch(epoch, added), answered);
  }

  void keep(LoggedUpdate logged, long appendedAt) {
    LoggedUpdate update = logged.retained();
    history.add(new Retained(update, appendedAt));
    ids.add(update.update().id(), update.offset());
    bytes += update.update().weight();
  }

  /** A single update stays even if it alone is heavier than the bound. */
  private void trim(Retention retention, long now) {
    long oldestAllowed = now - retention.maxAge().toMillis();
    while (history.size() > retention.maxEvents()
        || (history.size() > 1 && bytes > retention.maxBytes())
        || (history.size() > 0 && history.oldest().appendedAt < oldestAllowed)) {
      Update trimmed = history.removeOldest().update.update();
      ids.removeOldest(trimmed.id());
      bytes -= trimmed.weight();
    }
  }

  public ReadResult read(
      Position after, int maxCount, long maxBytes, Retention retention, long now) {
    Bounds bounds = bounds(retention, now);
    if (!bounds.reaches(after)) {
      return new ReadResult.Gone(bounds);
    }
    List<LoggedUpdate> slice = new ArrayList<>();
    long weight = 0;
    long offset = after.offset() + 1;
    while (offset <= bounds.head() && slice.size() < maxCount && weight < maxBytes) {
      LoggedUpdate update = history.get(offset++).update;
      slice.add(update);
      weight += update.update().weight();
    }
    return new ReadResult.Slice(slice, bounds);
  }

  public Optional<Found> find(String id, Retention retention, long now) {
    trim(retention, now);
    Long offset = ids.find(id);
    return offset == null
        ? Optional.empty()
        : Optional.of(new Found(epoch, history.get(offset).update));
  }

  public Bounds bounds(Retention retention, long now) {
    trim(retention, now);
    return new Bounds(epoch, tail(), head());
  }

  long tail() {
    return history.head() - history.size();
  }

  Retained retained(long offset) {
    return history.get(offset);
  }

  IdempotencyKeys idempotencyKeys() {
    return idempotencyKeys;
  }
}
