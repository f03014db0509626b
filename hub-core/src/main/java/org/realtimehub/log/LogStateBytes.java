package org.realtimehub.log;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import org.realtimehub.log.LogState.Retained;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Update;
import org.realtimehub.update.UpdateBytes;
import org.realtimehub.update.WireReader;
import org.realtimehub.update.WireWriter;

/**
 * The binary form in which the state of a log moves from node to node: a piece that tells how many
 * follow, one for each idempotency key, one for each update. In pieces, so that no buffer has to
 * grow to the size of a history.
 */
public final class LogStateBytes {

  private static final byte VERSION = 1;

  private LogStateBytes() {}

  /** Takes pieces in order. */
  public interface Sink {
    void write(byte[] piece) throws IOException;
  }

  /** Gives what a sink took, in the same order. */
  public interface Source {
    byte[] read() throws IOException;
  }

  public static void write(LogState state, Sink sink) throws IOException {
    IdempotencyKeys keys = state.idempotencyKeys();
    Buffer head = Buffer.buffer();
    new WireWriter(head)
        .octet(VERSION)
        .octet(UpdateBytes.VERSION)
        .text(state.epoch())
        .number(state.tail())
        .number(state.head())
        .integer(keys.size());
    sink.write(head.getBytes());
    for (IdempotencyKeys.Key key : keys.oldestFirst()) {
      Buffer piece = Buffer.buffer();
      new WireWriter(piece).text(key.key()).text(key.id()).number(key.expiresAt());
      sink.write(piece.getBytes());
    }
    for (long offset = state.tail() + 1; offset <= state.head(); offset++) {
      Retained retained = state.retained(offset);
      Update update = retained.update().update();
      Buffer piece = Buffer.buffer(update.weight());
      UpdateBytes.write(new WireWriter(piece).number(retained.appendedAt()), update);
      sink.write(piece.getBytes());
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IllegalArgumentException when it is of another version
   */
  public static LogState read(Source source) throws IOException {
    WireReader head = reader(source);
    byte version = head.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "a log of version "
              + version
              + " came from a node of another release; this one reads "
              + VERSION);
    }
    UpdateBytes.checkVersion(head.octet());
    String epoch = head.text();
    long tail = head.number();
    long last = head.number();
    int keys = head.integer();
    LogState state = new LogState(epoch, tail);
    for (int i = 0; i < keys; i++) {
      WireReader piece = reader(source);
      state.idempotencyKeys().restore(piece.text(), piece.text(), piece.number());
    }
    for (long offset = tail + 1; offset <= last; offset++) {
      WireReader piece = reader(source);
      long appendedAt = piece.number();
      state.keep(new LoggedUpdate(offset, UpdateBytes.read(piece)), appendedAt);
    }
    return state;
  }

  private static WireReader reader(Source source) throws IOException {
    return new WireReader(Buffer.buffer(source.read()), 0);
  }
}
