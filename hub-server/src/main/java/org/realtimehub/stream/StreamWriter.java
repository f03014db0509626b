package org.realtimehub.stream;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.Particulars;
import org.realtimehub.update.Frame;
import org.realtimehub.update.FrameFormat;
import org.realtimehub.update.LoggedUpdate;

/**
 * Writes an endless stream of updates, as server-sent events or as JSON lines.
 *
 * <p>What a loop's turn brings for the client leaves in one write. The bytes that wait never exceed
 * the write buffer's size, except that a single larger update passes alone.
 */
final class StreamWriter implements Writer {

  private static final Frame SSE_HEARTBEAT = new Frame(Buffer.buffer(":\n"));

  /** EventSource shows no comments, so those who ask for it are sent an event. */
  private static final Frame SSE_SHOWN_HEARTBEAT =
      new Frame(Buffer.buffer("event: hub-heartbeat\ndata: {}\n\n"));

  private static final Frame JSON_HEARTBEAT = new Frame(Buffer.buffer("\n"));

  private final Connection connection;
  private final Loop loop;
  private final Answer answer;
  private final StreamSettings settings;
  private final PlaceIds ids;

  /** What this turn brings. */
  private @Nullable Bundle turn;

  private long written;
  private long lastWrite = System.currentTimeMillis();

  /** Whether the socket did not take all at once, the last time something was written. */
  private boolean slow;

  /** Whether an update was refused, and not asked for again. */
  private boolean refused;

  /** Whether the answer is to tell when it has taken what waits. */
  private boolean awaiting;

  /** Whether the loop will flush this writer at the end of its turn. */
  private boolean flushing;

  /** Whether the client has been told that it has caught up. */
  private boolean toldLive;

  private boolean ended;

  StreamWriter(
      Connection connection, Loop loop, Answer answer, StreamSettings settings, PlaceIds ids) {
    this.connection = connection;
    this.loop = loop;
    this.answer = answer;
    this.settings = settings;
    this.ids = ids;
  }

  /**
   * An id without data makes no event, but a browser that loses the stream before the first event
   * sends it and comes back to where it began.
   */
  @Override
  public void open(@Nullable String id, boolean live) {
    toldLive = live;
    StringBuilder first = new StringBuilder();
    if (sse()) {
      first.append(":\n");
      if (id != null) {
        first.append("id: ").append(id).append('\n');
      }
      if (settings.retryMillis() > 0) {
        first.append("retry: ").append(settings.retryMillis()).append('\n');
      }
    }
    first.append('\n');
    if (settings.hello()) {
      JsonObject hello =
          new JsonObject()
              .put("connection", connection.id())
              .put("heartbeat", settings.heartbeatMillis())
              .put("live", live);
      if (enveloped()) {
        hello.put("envelope", true);
      }
      if (sse()) {
        hello.put("heartbeat_event", true);
      }
      // In JSON lines, an id needs a line to be in.
      first.append(ownEvent("hub-hello", hello, sse() ? null : id));
    }
    Buffer bytes = Buffer.buffer(first.toString());
    written = bytes.length();
    answer.begin(bytes);
    slow = true;
    connection.mustWait();
  }

  @Override
  public boolean offer(LoggedUpdate update) {
    Frame frame =
        enveloped()
            ? update.frame(settings.format(), connection.topicsToTell(update))
            : update.frame(settings.format());
    long waiting = waitingBytes();
    if (waiting > 0 && waiting + frame.length() > settings.bufferBytes()) {
      refused = true;
      flushLater();
      return false;
    }
    add(frame);
    return true;
  }

  private void add(Frame frame) {
    Bundle before = turn;
    turn = before == null ? loop.bundles().of(settings.format(), frame) : before.and(frame);
    flushLater();
  }

  private void flushLater() {
    if (!flushing) {
      flushing = true;
      loop.flushLater(this);
    }
  }

  /** Writes what the turn brought. */
  void flush() {
    flushing = false;
    if (ended) {
      return;
    }
    writeTurn();
    if (refused && !awaiting) {
      awaiting = true;
      answer.whenTaken(this::taken);
    }
  }

  private void writeTurn() {
    Bundle bundle = turn;
    if (bundle != null) {
      turn = null;
      lastWrite = loop.now();
      written += answer.write(bundle);
      slow = answer.waiting() > 0;
      if (slow) {
        connection.mustWait();
      }
    }
  }

  private void taken() {
    awaiting = false;
    if (!ended) {
      refused = false;
      connection.writable();
    }
  }

  @Override
  public void gap() {
    if (settings.hello()) {
      JsonObject data = new JsonObject().put("continues_from", "earliest");
      add(new Frame(Buffer.buffer(ownEvent("hub-gap", data))));
    }
  }

  @Override
  public void live() {
    if (settings.hello() && !toldLive) {
      toldLive = true;
      add(new Frame(Buffer.buffer(ownEvent("hub-live", new JsonObject()))));
    }
  }

  private String ownEvent(String type, JsonObject data) {
    return ownEvent(type, data, null);
  }

  private String ownEvent(String type, JsonObject data, @Nullable String id) {
    if (sse()) {
      return (id == null ? "" : "id: " + id + "\n")
          + ("event: " + type + "\ndata: " + data.encode() + "\n\n");
    }
    JsonObject line = new JsonObject();
    if (id != null) {
      line.put("id", id);
    }
    return line.put("type", type).put("data", data).encode() + "\n";
  }

  @Override
  public void heartbeat() {
    if (waitingBytes() == 0) {
      lastWrite = loop.now();
      add(sse() ? (settings.hello() ? SSE_SHOWN_HEARTBEAT : SSE_HEARTBEAT) : JSON_HEARTBEAT);
    }
  }

  @Override
  public void end(CloseReason reason) {
    if (ended) {
      return;
    }
    writeTurn();
    ended = true;
    loop.lingering(answer, answer.end(Buffer.buffer(farewell(reason))));
  }

  /**
   * A kicked browser is left with an id that tells it to stay away when it comes back by itself.
   * Those who asked for the hub's events are told in one, since {@code EventSource} hides both the
   * id and {@code retry}.
   */
  private String farewell(CloseReason reason) {
    boolean kicked = reason == CloseReason.KICKED;
    String id = kicked ? ids.atEnd(connection.position(), reason) : null;
    long retry = retryMillis(reason);
    StringBuilder last = new StringBuilder();
    if (sse()) {
      last.append(": closed, ").append(reason.label()).append('\n');
      if (retry > 0) {
        last.append("retry: ").append(retry).append('\n');
      }
    }
    if (settings.hello()) {
      JsonObject data = new JsonObject();
      if (!kicked) {
        data.put("reason", reason.label());
      }
      if (retry > 0) {
        data.put("retry", retry);
      }
      last.append(ownEvent(kicked ? "hub-kicked" : "hub-closing", data, id));
    } else if (sse()) {
      last.append(id == null ? "" : "id: " + id + "\n").append('\n');
    }
    return last.toString();
  }

  /** When many streams end at once, their clients must not return at once; 0 for any time. */
  private long retryMillis(CloseReason reason) {
    return reason == CloseReason.DRAINED || reason == CloseReason.OVER_AGE
        ? 500 + ThreadLocalRandom.current().nextLong(settings.retrySpreadMillis() + 1)
        : 0;
  }

  @Override
  public void abort() {
    ended = true;
    answer.breakOff();
  }

  private boolean sse() {
    return settings.format().sse();
  }

  private boolean enveloped() {
    return settings.format().shape() == FrameFormat.Shape.ENVELOPE;
  }

  @Override
  public long lastWrite() {
    return lastWrite;
  }

  @Override
  public long waitingBytes() {
    return (turn == null ? 0 : turn.length()) + (slow ? answer.waiting() : 0);
  }

  @Override
  public long takenBytes() {
    return written - answer.untaken();
  }

  @Override
  public Particulars.Transfer transfer() {
    return new Particulars.Transfer(
        answer.protocol(), Particulars.Form.STREAM, takenBytes(), Instant.ofEpochMilli(lastWrite));
  }
}
