package org.realtimehub.update;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;

/**
 * The binary form of an update, in which it travels between nodes and lies in logs outside this
 * process. Whoever writes it puts {@link #VERSION} before it, once for many.
 */
public final class UpdateBytes {

  /** Of the form; a node reads only what nodes of its own version wrote. */
  public static final byte VERSION = 1;

  private UpdateBytes() {}

  /** The version and one update. */
  public static Buffer encode(Update update) {
    Buffer buffer = Buffer.buffer();
    write(new WireWriter(buffer).octet(VERSION), update);
    return buffer;
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws IllegalArgumentException when it is of another version, or no update
   */
  public static Update decode(Buffer bytes) {
    WireReader reader = new WireReader(bytes, 0);
    checkVersion(reader.octet());
    return read(reader);
  }

  /**
   * @throws IllegalArgumentException when it is another version than this node reads
   */
  public static void checkVersion(byte version) {
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "updates of version "
              + version
              + " came from a node of another release; this one reads "
              + VERSION);
    }
  }

  public static void write(WireWriter writer, Update update) {
    Event event = update.event();
    Handling handling = update.handling();
    writer.text(update.id()).integer(update.topics().size());
    update.topics().forEach(writer::text);
    writer.text(event.data()).nullable(event.type()).nullable(event.retry());
    writer
        .octet((byte) ((handling.isPrivate() ? 1 : 0) | (handling.ephemeral() ? 2 : 0)))
        .number(handling.expiresAt())
        .nullable(handling.exclude())
        .nullable(handling.idempotencyKey())
        .nullable(handling.origin())
        .number(handling.dueAt());
  }

  public static Update read(WireReader reader) {
    String id = reader.text();
    int count = reader.integer();
    List<String> topics = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      topics.add(reader.text());
    }
    Event event = new Event(reader.text(), reader.nullable(), reader.nullable());
    byte flags = reader.octet();
    Handling handling =
        new Handling(
            (flags & 1) != 0,
            (flags & 2) != 0,
            reader.number(),
            reader.nullable(),
            reader.nullable(),
            reader.nullable(),
            reader.number());
    return new Update(id, topics, event, handling);
  }
}
