package org.realtimehub.log.hazelcast;

import com.hazelcast.map.IMap;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;
import org.realtimehub.log.Appended;
import org.realtimehub.log.Bounds;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.Found;
import org.realtimehub.log.ReadResult;
import org.realtimehub.log.Retention;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;

/**
 * The log of a hub in the memory of its nodes. One of them owns it, others hold copies; an append
 * is acknowledged when as many members as the cluster's minimum size hold it, and refused when that
 * cannot be.
 *
 * <p>Thread-safe. Futures complete on the Vert.x context that called, if there was one.
 */
public final class HazelcastEventLog implements EventLog {

  /** Of no life: a read after it tells the bounds, and nothing else. */
  private static final Position NOWHERE = new Position("", 0);

  private final IMap<String, SharedLog> map;
  private final String hub;
  private final Retention retention;
  private final InstantSource clock;
  private final Calls calls;
  private final int copies;

  private final UUID writer = UUID.randomUUID();
  private final AtomicLong appends = new AtomicLong();
  private final AppendQueue queue = new AppendQueue(this::appendNow);

  /** The newest place that this node was told of. */
  private volatile Position seen = NOWHERE;

  /**
   * @param hub name of the hub, whose log is the same on every member
   * @param timeout after which any call has failed
   */
  public HazelcastEventLog(
      Member member, String hub, Retention retention, InstantSource clock, Duration timeout) {
    this.map = HubMaps.log(member.instance(), hub);
    this.hub = hub;
    this.retention = retention;
    this.clock = clock;
    this.copies = member.settings().minimumSize();
    this.calls = new Calls(member, timeout);
  }

  @Override
  public Future<Appended> append(List<Update> updates) {
    return Calls.onContext(queue.add(List.copyOf(updates), calls.deadline()));
  }

  private CompletableFuture<Appended> appendNow(List<Update> updates, long deadline) {
    AppendId id = new AppendId(writer, appends.incrementAndGet());
    List<Update> kept = updates.stream().map(HazelcastEventLog::kept).toList();
    String epoch = UUID.randomUUID().toString();
    Append append = new Append(id, kept, terms(), epoch, copies);
    return calls
        .call(() -> map.submitToKey(hub, append), deadline)
        .thenApply(reply -> seen(reply.with(updates)));
  }

  private Appended seen(Appended appended) {
    if (!appended.batch().isEmpty()) {
      seen(new Position(appended.batch().epoch(), appended.batch().last()));
    }
    return appended;
  }

  private <T extends ReadResult> T seen(T read) {
    seen(bounds(read).headPosition());
    return read;
  }

  private synchronized void seen(Position position) {
    if (!position.epoch().equals(seen.epoch()) || position.offset() > seen.offset()) {
      seen = position;
    }
  }

  /** The log keeps no content of ephemeral updates, so it need not travel there. */
  private static Update kept(Update update) {
    return update.handling().ephemeral() ? update.blank() : update;
  }

  @Override
  public Future<ReadResult> read(Position after, int maxCount, long maxBytes) {
    Read read = new Read(after, maxCount, maxBytes, terms());
    return calls
        .future(() -> map.submitToKey(hub, read))
        .compose(
            result ->
                result == null
                    ? begun().compose(v -> again(read))
                    : Future.succeededFuture(seen(result)));
  }

  /** A log that nobody has begun is begun before it is read: its epoch must be one for all. */
  private Future<Appended> begun() {
    return append(List.of());
  }

  private Future<ReadResult> again(Read read) {
    return calls
        .future(() -> map.submitToKey(hub, read))
        .map(result -> seen(Objects.requireNonNull(result)));
  }

  @Override
  public Future<Optional<Found>> find(String id) {
    Find find = new Find(id, terms());
    return calls
        .future(() -> map.submitToKey(hub, find))
        .map(Optional::ofNullable)
        .onSuccess(
            found -> found.ifPresent(f -> seen(new Position(f.epoch(), f.update().offset()))));
  }

  @Override
  public Future<Bounds> bounds() {
    return read(NOWHERE, 1, 1).map(HazelcastEventLog::bounds);
  }

  private static Bounds bounds(ReadResult read) {
    if (read instanceof ReadResult.Gone gone) {
      return gone.bounds();
    }
    return ((ReadResult.Slice) read).bounds();
  }

  private Terms terms() {
    return new Terms(retention, clock.millis(), seen);
  }

  /** What the log holds belongs to the members, which leave when the {@link Member} does. */
  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }
}
