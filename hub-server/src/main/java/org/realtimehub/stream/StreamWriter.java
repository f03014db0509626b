package org.realtimehub.stream;

import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.update.FrameFormat;
import org.realtimehub.update.LoggedUpdate;

/**
 * Writes an endless stream of updates, as server-sent events or as JSON lines.
 *
 * <p>What a loop's turn brings for the client leaves in one write. The bytes that wait, here and in
 * Vert.x, never exceed the write buffer's size, except that a single larger update passes alone.
 */
final class StreamWriter implements Writer {

  private static final int MAX_WRITE = 64 * 1024;

  private final Connection connection;
  private final Loop loop;
  private final Answer answer;
  private final StreamSettings settings;

  /** Frames of this turn; empty, and shared, between turns. */
  private List<Buffer> turn = List.of();

  private int turnBytes;
  private long inFlight;
  private long taken;
  private long lastWrite = System.currentTimeMillis();
  private boolean refused;
  private boolean ended;

  StreamWriter(Connection connection, Loop loop, Answer answer, StreamSettings settings) {
    this.connection = connection;
    this.loop = loop;
    this.answer = answer;
    this.settings = settings;
  }

  /**
   * An id without data makes no event, but a browser that loses the stream before the first event
   * sends it and comes back to where it began.
   */
  @Override
  public void open(@Nullable String id) {
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
              .put("heartbeat", settings.heartbeatMillis());
      first.append(ownEvent("hub-hello", hello));
    }
    write(Buffer.buffer(first.toString()));
  }

  @Override
  public boolean offer(LoggedUpdate update) {
    Buffer frame = update.frame(settings.format()).bytes();
    long waiting = waitingBytes();
    if (waiting > 0 && waiting + frame.length() > settings.bufferBytes()) {
      refused = true;
      return false;
    }
    add(frame);
    return true;
  }

  private void add(Buffer frame) {
    if (turn.isEmpty()) {
      turn = new ArrayList<>(2);
      loop.flushLater(this);
    }
    turn.add(frame);
    turnBytes += frame.length();
  }

  /** Writes what the turn brought. */
  void flush() {
    if (turn.isEmpty() || ended) {
      return;
    }
    Buffer bytes = turn.get(0);
    if (turn.size() > 1) {
      bytes = Buffer.buffer(turnBytes);
      for (Buffer frame : turn) {
        bytes.appendBuffer(frame);
      }
    }
    turn = List.of();
    turnBytes = 0;
    write(bytes);
  }

  /** A large update leaves in pieces, so that a slow reader is seen to take some of it. */
  private void write(Buffer bytes) {
    lastWrite = loop.now();
    for (int from = 0; from < bytes.length() && !ended; from += MAX_WRITE) {
      int to = Math.min(bytes.length(), from + MAX_WRITE);
      writePiece(to - from == bytes.length() ? bytes : bytes.slice(from, to));
    }
  }

  private void writePiece(Buffer bytes) {
    int length = bytes.length();
    inFlight += length;
    try {
      answer.write(bytes).onComplete(result -> written(length, result));
    } catch (IllegalStateException e) {
      // The answer is over, and nobody has told yet: others must get theirs all the same.
      connection.end(CloseReason.WRITE_FAILED);
    }
  }

  private void written(int length, AsyncResult<Void> result) {
    inFlight -= length;
    if (result.failed()) {
      connection.end(CloseReason.WRITE_FAILED);
      return;
    }
    taken += length;
    if (refused && waitingBytes() <= settings.bufferBytes() / 2) {
      refused = false;
      connection.writable();
    }
  }

  @Override
  public void gap() {
    if (settings.hello()) {
      JsonObject data = new JsonObject().put("continues_from", "earliest");
      add(Buffer.buffer(ownEvent("hub-gap", data)));
    }
  }

  private String ownEvent(String type, JsonObject data) {
    return sse()
        ? "event: " + type + "\ndata: " + data.encode() + "\n\n"
        : new JsonObject().put("type", type).put("data", data).encode() + "\n";
  }

  @Override
  public void heartbeat() {
    if (waitingBytes() == 0) {
      write(sse() ? settings.sseHeartbeat() : settings.jsonHeartbeat());
    }
  }

  @Override
  public void end(CloseReason reason) {
    if (ended) {
      return;
    }
    flush();
    ended = true;
    String farewell = sse() ? ": closed, " + reason.label() + "\n" + retry(reason) + "\n" : "";
    loop.lingering(answer, answer.end(Buffer.buffer(farewell)));
  }

  /** When many streams end at once, their clients must not return at once. */
  private String retry(CloseReason reason) {
    long spread = settings.retrySpreadMillis();
    return reason == CloseReason.DRAINED || reason == CloseReason.OVER_AGE
        ? "retry: " + (500 + ThreadLocalRandom.current().nextLong(spread + 1)) + "\n"
        : "";
  }

  @Override
  public void abort() {
    ended = true;
    answer.breakOff();
  }

  private boolean sse() {
    return settings.format() == FrameFormat.SSE || settings.format() == FrameFormat.SSE_DRAFT_07;
  }

  @Override
  public long lastWrite() {
    return lastWrite;
  }

  @Override
  public long waitingBytes() {
    return inFlight + turnBytes;
  }

  @Override
  public long takenBytes() {
    return taken;
  }
}
