package org.realtimehub.update;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Writes fields to a buffer one after the other; {@link WireReader} reads them. */
public final class WireWriter {

  private final Buffer buffer;

  public WireWriter(Buffer buffer) {
    this.buffer = buffer;
  }

  public WireWriter octet(byte value) {
    buffer.appendByte(value);
    return this;
  }

  public WireWriter integer(int value) {
    buffer.appendInt(value);
    return this;
  }

  public WireWriter number(long value) {
    buffer.appendLong(value);
    return this;
  }

  public WireWriter text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    buffer.appendInt(bytes.length).appendBytes(bytes);
    return this;
  }

  public WireWriter nullable(@Nullable String value) {
    return value == null ? integer(-1) : text(value);
  }
}
