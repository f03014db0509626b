package org.realtimehub.log;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;

/**
 * The log of a hub on one node, in its memory. Its history ends with the process.
 *
 * <p>Any thread may call it: each call holds one lock for a few map and queue operations, never
 * across I/O.
 */
public final class MemoryEventLog implements EventLog {

  private static final int MAX_IDEMPOTENCY_KEYS = 100_000;

  private record Retained(LoggedUpdate update, long appendedAt) {}

  private final String epoch;
  private final Retention retention;
  private final InstantSource clock;

  private final History<Retained> history = new History<>();
  private final IdIndex ids = new IdIndex();
  private final IdempotencyKeys idempotencyKeys = new IdempotencyKeys(MAX_IDEMPOTENCY_KEYS);
  private long bytes;

  public MemoryEventLog(Retention retention, InstantSource clock) {
    this(UUID.randomUUID().toString(), retention, clock);
  }

  MemoryEventLog(String epoch, Retention retention, InstantSource clock) {
    this.epoch = epoch;
    this.retention = retention;
    this.clock = clock;
  }

  @Override
  public synchronized Future<Appended> append(List<Update> updates) {
    long now = clock.millis();
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
      keep(logged.retained(), now);
      added.add(logged);
      answered.add(update.id());
    }
    trim(now);
    return Future.succeededFuture(new Appended(new Batch(epoch, added), answered));
  }

  private void keep(LoggedUpdate update, long now) {
    history.add(new Retained(update, now));
    ids.add(update.update().id(), update.offset());
    bytes += update.update().weight();
  }

  /** A single update stays even if it alone is heavier than the bound. */
  private void trim(long now) {
    long oldestAllowed = now - retention.maxAge().toMillis();
    while (history.size() > retention.maxEvents()
        || (history.size() > 1 && bytes > retention.maxBytes())
        || (history.size() > 0 && history.oldest().appendedAt < oldestAllowed)) {
      Update trimmed = history.removeOldest().update.update();
      ids.removeOldest(trimmed.id());
      bytes -= trimmed.weight();
    }
  }

  @Override
  public synchronized Future<ReadResult> read(Position after, int maxCount, long maxBytes) {
    trim(clock.millis());
    Bounds bounds = currentBounds();
    if (!bounds.reaches(after)) {
      return Future.succeededFuture(new ReadResult.Gone(bounds));
    }
    List<LoggedUpdate> slice = new ArrayList<>();
    long weight = 0;
    long offset = after.offset() + 1;
    while (offset <= bounds.head() && slice.size() < maxCount && weight < maxBytes) {
      LoggedUpdate update = history.get(offset++).update;
      slice.add(update);
      weight += update.update().weight();
    }
    return Future.succeededFuture(new ReadResult.Slice(slice, bounds));
  }

  @Override
  public synchronized Future<Optional<Found>> find(String id) {
    trim(clock.millis());
    Long offset = ids.find(id);
    return Future.succeededFuture(
        offset == null
            ? Optional.empty()
            : Optional.of(new Found(epoch, history.get(offset).update)));
  }

  @Override
  public synchronized Future<Bounds> bounds() {
    trim(clock.millis());
    return Future.succeededFuture(currentBounds());
  }

  private Bounds currentBounds() {
    return new Bounds(epoch, history.head() - history.size(), history.head());
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
