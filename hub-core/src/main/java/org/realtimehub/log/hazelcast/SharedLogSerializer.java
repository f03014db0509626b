package org.realtimehub.log.hazelcast;

import com.hazelcast.nio.ObjectDataInput;
import com.hazelcast.nio.ObjectDataOutput;
import com.hazelcast.nio.serialization.StreamSerializer;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.Objects;
import org.realtimehub.log.LogState;
import org.realtimehub.log.LogStateBytes;
import org.realtimehub.update.WireReader;
import org.realtimehub.update.WireWriter;

/** The whole log, when it moves to another member or is merged after a split. */
record SharedLogSerializer(int typeId) implements StreamSerializer<SharedLog> {

  @Override
  public int getTypeId() {
    return typeId;
  }

  @Override
  public void write(ObjectDataOutput out, SharedLog log) throws IOException {
    Buffer writers = Buffer.buffer();
    WireSerializer.writeVersion(new WireWriter(writers));
    log.writers().write(new WireWriter(writers).number(log.told()));
    out.writeByteArray(writers.getBytes());
    LogStateBytes.write(log.state(), out::writeByteArray);
  }

  @Override
  public SharedLog read(ObjectDataInput in) throws IOException {
    WireReader wire = new WireReader(Buffer.buffer(piece(in)), 0);
    WireSerializer.checkVersion(wire);
    long told = wire.number();
    WriterMemory writers = WriterMemory.read(wire);
    LogState state = LogStateBytes.read(() -> piece(in));
    return new SharedLog(state, writers, told);
  }

  private static byte[] piece(ObjectDataInput in) throws IOException {
    return Objects.requireNonNull(in.readByteArray(), "a log has no empty pieces");
  }
}
