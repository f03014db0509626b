package org.realtimehub.log.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimehub.log.Appended;
import org.realtimehub.log.Batch;
import org.realtimehub.log.Bounds;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.Found;
import org.realtimehub.log.ReadResult;
import org.realtimehub.log.Retention;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;
import org.realtimehub.update.UpdateBytes;

/**
 * The log of a hub in a Redis stream. Each call is one run of {@code log.lua}, which Redis does
 * without anything in between.
 *
 * <p>Its keys: the <i>state</i>, a hash of epoch, tail, head and what trimming needs; the
 * <i>stream</i>, in which the id of an entry is its offset; the <i>ids</i>, a sorted set of an
 * update's id and offset; the <i>answers</i> to idempotency keys, and a sorted set of their
 * <i>expiries</i>.
 *
 * <p>Every call tells the script the latest end of the log that this node has seen. A log without
 * that end has lost updates that somebody may have received, and gets a new epoch; what is left of
 * it stays.
 *
 * <p>Thread-safe. Ages are told by the nodes' clocks.
 */
public final class RedisEventLog implements EventLog {

  private static final LuaScript SCRIPT = LuaScript.of("log.lua");
  private static final int MAX_IDEMPOTENCY_KEYS = 100_000;

  private final RedisStore store;
  private final Retention retention;
  private final InstantSource clock;
  private final List<String> keys;
  private volatile LogEnd seen = LogEnd.NONE;

  /**
   * @param store stays open when the log is closed
   * @param retention should be the same on all nodes; each trims by its own
   */
  public RedisEventLog(RedisStore store, Retention retention, InstantSource clock) {
    this.store = store;
    this.retention = retention;
    this.clock = clock;
    this.keys =
        List.of(
            store.key("log"),
            store.key("stream"),
            store.key("ids"),
            store.key("answers"),
            store.key("expiries"));
  }

  @Override
  public Future<Appended> append(List<Update> updates) {
    long expiry = clock.millis() + IDEMPOTENCY_WINDOW.toMillis();
    Arguments arguments = command("append").add(expiry).add(MAX_IDEMPOTENCY_KEYS);
    for (Update update : updates) {
      Update kept = update.handling().ephemeral() ? update.blank() : update;
      String key = update.handling().idempotencyKey();
      arguments
          .add(update.id())
          .add(kept.weight())
          .add(key == null ? "" : "k" + key)
          .add(UpdateBytes.encode(kept).getBytes());
    }
    return store
        .write(SCRIPT, keys, arguments.list())
        .map(answer -> appended(updates, understood(answer)));
  }

  private static Appended appended(List<Update> updates, LogReply reply) {
    List<LoggedUpdate> added = new ArrayList<>(updates.size());
    List<String> ids = new ArrayList<>(updates.size());
    List<@Nullable Response> former = reply.items();
    long offset = reply.head() - former.stream().filter(id -> id == null).count();
    for (int i = 0; i < updates.size(); i++) {
      Response known = former.get(i);
      if (known == null) {
        added.add(new LoggedUpdate(++offset, updates.get(i)));
      }
      ids.add(known == null ? updates.get(i).id() : known.toString(UTF_8));
    }
    return new Appended(new Batch(reply.bounds().epoch(), added), ids);
  }

  @Override
  public Future<ReadResult> read(Position after, int maxCount, long maxBytes) {
    Arguments arguments =
        command("read").add(after.epoch()).add(after.offset()).add(maxCount).add(maxBytes);
    return store
        .read(SCRIPT, keys, arguments.list())
        .map(answer -> slice(after, understood(answer)));
  }

  private static ReadResult slice(Position after, LogReply reply) {
    if (!reply.hasResult()) {
      return new ReadResult.Gone(reply.bounds());
    }
    List<LoggedUpdate> updates = new ArrayList<>();
    long offset = after.offset();
    for (Response bytes : reply.items()) {
      updates.add(LogReply.update(++offset, bytes));
    }
    return new ReadResult.Slice(updates, reply.bounds());
  }

  @Override
  public Future<Optional<Found>> find(String id) {
    return store
        .read(SCRIPT, keys, command("find").add(id).list())
        .map(answer -> found(understood(answer)));
  }

  private static Optional<Found> found(LogReply reply) {
    if (!reply.hasResult()) {
      return Optional.empty();
    }
    List<@Nullable Response> entry = reply.items();
    LoggedUpdate update = LogReply.update(LogReply.number(entry.get(0)), entry.get(1));
    return Optional.of(new Found(reply.bounds().epoch(), update));
  }

  @Override
  public Future<Bounds> bounds() {
    return store
        .read(SCRIPT, keys, command("bounds").list())
        .map(answer -> understood(answer).bounds());
  }

  /** Nothing: the store is closed by who opened it. */
  @Override
  public Future<Void> close() {
    return Future.succeededFuture();
  }

  private Arguments command(String name) {
    long now = clock.millis();
    LogEnd end = seen;
    return new Arguments()
        .add(name)
        .addRandom()
        .add(now)
        .add(retention.maxEvents())
        .add(retention.maxBytes())
        .add(now - retention.maxAge().toMillis())
        .add(end.epoch())
        .add(end.head())
        .add(end.mark());
  }

  private LogReply understood(@Nullable Response answer) {
    LogReply reply = LogReply.of(answer);
    synchronized (this) {
      seen = seen.later(reply.end());
    }
    return reply;
  }
}
