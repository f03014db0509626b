package org.realtimehub.feed;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realtimehub.log.Batch;
import org.realtimehub.update.Event;
import org.realtimehub.update.Handling;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Update;

/**
 * A batch on the event bus. On its own node the same immutable object travels; between nodes its
 * bytes, whose first is the version of the form.
 */
public final class BatchCodec implements MessageCodec<Batch, Batch> {

  public static final String NAME = "hub.batch";

  private static final byte VERSION = 1;

  @Override
  public void encodeToWire(Buffer buffer, Batch batch) {
    buffer.appendByte(VERSION);
    string(buffer, batch.epoch());
    buffer.appendInt(batch.updates().size());
    for (LoggedUpdate logged : batch.updates()) {
      Update update = logged.update();
      buffer.appendLong(logged.offset());
      string(buffer, update.id());
      buffer.appendInt(update.topics().size());
      update.topics().forEach(topic -> string(buffer, topic));
      event(buffer, update.event());
      handling(buffer, update.handling());
    }
  }

  private static void event(Buffer buffer, Event event) {
    string(buffer, event.data());
    string(buffer, event.type());
    string(buffer, event.retry());
  }

  private static void handling(Buffer buffer, Handling handling) {
    buffer.appendByte((byte) ((handling.isPrivate() ? 1 : 0) | (handling.ephemeral() ? 2 : 0)));
    buffer.appendLong(handling.expiresAt());
    string(buffer, handling.exclude());
    string(buffer, handling.idempotencyKey());
  }

  private static void string(Buffer buffer, @Nullable String value) {
    if (value == null) {
      buffer.appendInt(-1);
      return;
    }
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    buffer.appendInt(bytes.length).appendBytes(bytes);
  }

  @Override
  public Batch decodeFromWire(int position, Buffer buffer) {
    Reader reader = new Reader(buffer, position);
    byte version = reader.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "a batch of version "
              + version
              + " came from a node of another release; this one reads "
              + VERSION);
    }
    String epoch = reader.string();
    int count = reader.integer();
    List<LoggedUpdate> updates = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      updates.add(new LoggedUpdate(reader.number(), reader.update()));
    }
    return new Batch(epoch, updates);
  }

  @Override
  public Batch transform(Batch batch) {
    return batch;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public byte systemCodecID() {
    return -1;
  }

  /** Reads the fields of a batch one after the other. */
  private static final class Reader {

    private final Buffer buffer;
    private int position;

    Reader(Buffer buffer, int position) {
      this.buffer = buffer;
      this.position = position;
    }

    Update update() {
      String id = string();
      int count = integer();
      List<String> topics = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        topics.add(string());
      }
      Event event = new Event(string(), nullable(), nullable());
      byte flags = octet();
      Handling handling =
          new Handling((flags & 1) != 0, (flags & 2) != 0, number(), nullable(), nullable());
      return new Update(id, topics, event, handling);
    }

    byte octet() {
      return buffer.getByte(position++);
    }

    int integer() {
      position += 4;
      return buffer.getInt(position - 4);
    }

    long number() {
      position += 8;
      return buffer.getLong(position - 8);
    }

    String string() {
      String value = nullable();
      if (value == null) {
        throw new IllegalArgumentException("a batch lacks a value it must have");
      }
      return value;
    }

    @Nullable String nullable() {
      int length = integer();
      if (length < 0) {
        return null;
      }
      position += length;
      return new String(buffer.getBytes(position - length, position), StandardCharsets.UTF_8);
    }
  }
}
