package org.realtimehub.stream;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.http.StreamResetException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimehub.access.Payloads;
import org.realtimehub.connection.Activity;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.LiveConnection;
import org.realtimehub.connection.Particulars;
import org.realtimehub.connection.Place;
import org.realtimehub.delivery.Cursor;
import org.realtimehub.delivery.Interest;
import org.realtimehub.delivery.Outlet;
import org.realtimehub.timing.Timeout;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One open connection: the owner of its cursor, its deadline and its place in the pool. Every way
 * it can end leads to {@link #end}, which leaves nothing behind.
 *
 * <p>Owned by its loop; only {@link #close} and what {@link LiveConnection} promises may be called
 * on other threads.
 */
public final class Connection implements LiveConnection, Outlet {

  private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

  private final Loop loop;
  private final Client client;
  private final Lifetime lifetime;
  private final Place place;
  private final Writer writer;
  private final long openedAt = System.currentTimeMillis();
  private long lastDelivery = openedAt;
  private @Nullable Cursor cursor;
  private @Nullable Timeout deadline;

  /** Exists while the client is seen not to take what waits for it. */
  private @Nullable Stall stall;

  private boolean inBacklog;
  private boolean ended;

  /** Where the loop keeps it. */
  int slot;

  Connection(Loop loop, Client client, Lifetime lifetime, Place place, WriterFactory writers) {
    this.loop = loop;
    this.client = client;
    this.lifetime = lifetime;
    this.place = place;
    this.writer = writers.create(this);
  }

  /** What of an update its client may be told beside the content. */
  List<String> topicsToTell(LoggedUpdate update) {
    return client.interest().topicsToTell(update.update());
  }

  /** Makes the writer of a connection, which in turn tells the connection how writing goes. */
  @FunctionalInterface
  interface WriterFactory {
    Writer create(Connection connection);
  }

  /**
   * Sends the head and begins to deliver.
   *
   * @param start where to begin
   * @param id names that position to the client, null where it has an id for it
   */
  void open(Beginning start, @Nullable String id) {
    loop.add(this);
    writer.open(id, loop.dispatcher().hasReached(start.after()));
    if (ended) {
      // The client was gone already, and the write failed at once.
      return;
    }
    if (start.lost()) {
      writer.gap();
    }
    deadline = loop.wheel().schedule(lifetime.next(writer.lastWrite()), this::deadlinePassed);
    cursor = loop.dispatcher().open(client.interest(), this, start.after());
  }

  @Override
  public boolean offer(LoggedUpdate update) {
    if (!writer.offer(update)) {
      return false;
    }
    // The loop's clock may be behind: that there was a delivery must show all the same.
    lastDelivery = Math.max(loop.now(), openedAt + 1);
    loop.delivered();
    return true;
  }

  @Override
  public void gap() {
    writer.gap();
  }

  @Override
  public void live() {
    writer.live();
  }

  @Override
  public void failed(RuntimeException cause) {
    LOG.atError().setCause(cause).addKeyValue("connection", id()).log("cannot deliver an update");
    end(CloseReason.WRITE_FAILED);
  }

  /** The socket has taken enough for more updates. */
  void writable() {
    if (cursor != null) {
      cursor.resume();
    }
  }

  private void deadlinePassed() {
    long now = System.currentTimeMillis();
    if (now >= lifetime.lastMoment()) {
      end(CloseReason.EXPIRED);
    } else if (now >= lifetime.endsAt()) {
      end(lifetime.endReason());
    } else {
      if (now >= writer.lastWrite() + lifetime.heartbeatMillis() * 3 / 4) {
        writer.heartbeat();
      }
      if (!ended && deadline != null) {
        deadline.reschedule(lifetime.next(writer.lastWrite()));
      }
    }
  }

  /** The client went away, in the way the exception tells, or simply closed. */
  void clientGone(@Nullable Throwable how) {
    if (how instanceof StreamResetException) {
      end(CloseReason.STREAM_RESET);
    } else if (how instanceof java.io.IOException) {
      end(CloseReason.RESET);
    } else {
      end(CloseReason.CLIENT_CLOSED);
    }
  }

  @Override
  public void close(CloseReason reason) {
    loop.context().runOnContext(v -> end(reason));
  }

  /** The one way out; further calls do nothing. */
  void end(CloseReason reason) {
    if (ended) {
      return;
    }
    ended = true;
    if (deadline != null) {
      deadline.cancel();
    }
    if (cursor != null) {
      cursor.close();
    }
    loop.remove(this, reason);
    switch (reason) {
      case CLIENT_CLOSED, RESET, STREAM_RESET -> {}
      case STALLED, WRITE_FAILED -> writer.abort();
      case EXPIRED, OVER_AGE, IDLE, KICKED, BANNED, REVOKED, DRAINED, COMPLETED ->
          writer.end(reason);
    }
    place.release();
  }

  /** Runs an action on the loop after what it does now. */
  void later(Runnable action) {
    loop.context().runOnContext(v -> action.run());
  }

  boolean ended() {
    return ended;
  }

  /** The socket did not take all: the loop has an eye on it. */
  void mustWait() {
    if (!inBacklog) {
      inBacklog = true;
      loop.backlog().add(this);
    }
  }

  /** Whether bytes wait, and notes since when none is taken; one for which none wait leaves. */
  boolean waits(long now) {
    if (ended || writer.waitingBytes() == 0) {
      stall = null;
      inBacklog = false;
      return false;
    }
    Stall before = stall;
    if (before == null) {
      stall = new Stall(writer.takenBytes(), now);
    } else {
      before.look(writer.takenBytes(), now);
    }
    return true;
  }

  /** For how long bytes have waited of which none was taken, negative where none wait. */
  long stalledMillis(long now) {
    Stall current = stall;
    if (current == null || writer.waitingBytes() == 0) {
      return -1;
    }
    current.look(writer.takenBytes(), now);
    return current.lasts(now);
  }

  /** For how long its token has been no longer valid, negative where it is. */
  long expiredMillis(long now) {
    return lifetime.expiredMillis(now);
  }

  /** For how long it got no update. */
  long idleMillis(long now) {
    return now - lastDelivery;
  }

  /** Everything up to here has been considered for this subscriber. */
  Position position() {
    Cursor opened = cursor;
    return opened == null ? loop.dispatcher().head() : opened.reached();
  }

  long waitingBytes() {
    return writer.waitingBytes();
  }

  @Override
  public String id() {
    return client.interest().connectionId();
  }

  @Override
  public Interest interest() {
    return client.interest();
  }

  @Override
  public Payloads payloads() {
    return client.payloads();
  }

  @Override
  public String address() {
    return client.address();
  }

  @Override
  public Optional<String> subject() {
    return client.subject();
  }

  @Override
  public Optional<String> tokenId() {
    return client.tokenId();
  }

  @Override
  public Future<Particulars> particulars() {
    Promise<Particulars> particulars = Promise.promise();
    loop.context().runOnContext(v -> particulars.complete(currentParticulars()));
    return particulars.future();
  }

  private Particulars currentParticulars() {
    return new Particulars(
        activity(),
        position(),
        cursor != null && cursor.isLive(),
        writer.transfer(),
        moment(lifetime.expiresAt()),
        moment(lifetime.endsAt()));
  }

  private static @Nullable Instant moment(long millis) {
    return millis == Lifetime.NEVER ? null : Instant.ofEpochMilli(millis);
  }

  @Override
  public Activity activity() {
    return new Activity(
        cursor == null ? 0 : cursor.lag(), ended ? 0 : writer.waitingBytes(), lastDelivery);
  }

  @Override
  public boolean announced() {
    return lifetime.endReason() != CloseReason.COMPLETED;
  }

  @Override
  public long openedAt() {
    return openedAt;
  }
}
