package org.realtimehub.log;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;

/**
 * The log of a hub on one node, in its memory. Its history ends with the process.
 *
 * <p>Any thread may call it: each call holds one lock for a few map and queue operations, never
 * across I/O.
 */
public final class MemoryEventLog implements EventLog {

  private final LogState state;
  private final Retention retention;
  private final InstantSource clock;

  public MemoryEventLog(Retention retention, InstantSource clock) {
    this(UUID.randomUUID().toString(), retention, clock);
  }

  MemoryEventLog(String epoch, Retention retention, InstantSource clock) {
    this.state = new LogState(epoch);
    this.retention = retention;
    this.clock = clock;
  }

  @Override
  public synchronized Future<Appended> append(List<Update> updates) {
    return Future.succeededFuture(state.append(updates, retention, clock.millis()));
  }

  @Override
  public synchronized Future<ReadResult> read(Position after, int maxCount, long maxBytes) {
    return Future.succeededFuture(state.read(after, maxCount, maxBytes, retention, clock.millis()));
  }

  @Override
  public synchronized Future<Optional<Found>> find(String id) {
    return Future.succeededFuture(state.find(id, retention, clock.millis()));
  }

  @Override
  public synchronized Future<Bounds> bounds() {
    return Future.succeededFuture(state.bounds(retention, clock.millis()));
  }

  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
