package org.realtimehub.update;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Reads the fields of a buffer one after the other. Throws {@link IllegalArgumentException} or
 * {@link IndexOutOfBoundsException} when the buffer holds something else.
 */
public final class WireReader {

  private final Buffer buffer;
  private int position;

  public WireReader(Buffer buffer, int position) {
    this.buffer = buffer;
    this.position = position;
  }

  public byte octet() {
    return buffer.getByte(position++);
  }

  public int integer() {
    position += 4;
    return buffer.getInt(position - 4);
  }

  public long number() {
    position += 8;
    return buffer.getLong(position - 8);
  }

  public String text() {
    String value = nullable();
    if (value == null) {
      throw new IllegalArgumentException("the message lacks a value it must have");
    }
    return value;
  }

  public @Nullable String nullable() {
    int length = integer();
    if (length < 0) {
      return null;
    }
    position += length;
    return new String(buffer.getBytes(position - length, position), StandardCharsets.UTF_8);
  }
}
