package org.realtimehub.log.hazelcast;

import com.hazelcast.nio.serialization.ByteArraySerializer;
import io.vertx.core.buffer.Buffer;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.realtimehub.update.UpdateBytes;
import org.realtimehub.update.WireReader;
import org.realtimehub.update.WireWriter;

/**
 * What members send one another of a type, in our own binary form. Its version comes first: a
 * member reads only what members of its own version wrote.
 *
 * @param typeId the same on all members
 */
record WireSerializer<T>(
    int typeId, BiConsumer<T, WireWriter> writer, Function<WireReader, T> reader)
    implements ByteArraySerializer<T> {

  private static final byte VERSION = 1;

  @Override
  public int getTypeId() {
    return typeId;
  }

  @Override
  public byte[] write(T value) {
    Buffer buffer = Buffer.buffer();
    writeVersion(new WireWriter(buffer));
    writer.accept(value, new WireWriter(buffer));
    return buffer.getBytes();
  }

  @Override
  public T read(byte[] bytes) {
    WireReader wire = new WireReader(Buffer.buffer(bytes), 0);
    checkVersion(wire);
    return reader.apply(wire);
  }

  static void writeVersion(WireWriter wire) {
    wire.octet(VERSION).octet(UpdateBytes.VERSION);
  }

  static void checkVersion(WireReader wire) {
    byte version = wire.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException(
          "messages of version "
              + version
              + " came from a node of another release; this one reads "
              + VERSION);
    }
    UpdateBytes.checkVersion(wire.octet());
  }
}
