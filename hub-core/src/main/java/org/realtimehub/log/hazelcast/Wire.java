package org.realtimehub.log.hazelcast;

import com.hazelcast.config.SerializationConfig;
import com.hazelcast.config.SerializerConfig;
import com.hazelcast.nio.serialization.Serializer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.realtimehub.log.Bounds;
import org.realtimehub.log.Found;
import org.realtimehub.log.ReadResult;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.UpdateBytes;
import org.realtimehub.update.WireReader;
import org.realtimehub.update.WireWriter;

/** The binary forms of all that members send one another for a log and a shared map. */
final class Wire {

  /** Numbers of types, which must not be used again for another one. */
  private static final int TYPES = 7_100;

  private Wire() {}

  static void register(SerializationConfig config) {
    add(config, SharedLog.class, new SharedLogSerializer(TYPES));
    add(config, TYPES + 1, Append.class, Append::write, Append::read);
    add(config, TYPES + 2, AppendBackup.class, AppendBackup::write, AppendBackup::read);
    add(config, TYPES + 3, AppendReply.class, AppendReply::write, AppendReply::read);
    add(config, TYPES + 4, Read.class, Read::write, Read::read);
    add(config, TYPES + 5, ReadResult.Slice.class, Wire::writeSlice, Wire::readSlice);
    add(config, TYPES + 6, ReadResult.Gone.class, Wire::writeGone, Wire::readGone);
    add(config, TYPES + 7, Find.class, Find::write, Find::read);
    add(config, TYPES + 8, Found.class, Wire::writeFound, Wire::readFound);
    add(config, TYPES + 9, SharedEntries.class, SharedEntries::write, SharedEntries::read);
    add(config, TYPES + 10, Change.class, Change::write, Change::read);
    add(config, TYPES + 11, All.class, All::write, All::read);
    add(config, TYPES + 13, Standing.class, Standing::write, Standing::read);
    add(config, TYPES + 12, All.Answer.class, All.Answer::write, All.Answer::read);
  }

  private static <T> void add(
      SerializationConfig config,
      int typeId,
      Class<T> type,
      BiConsumer<T, WireWriter> writer,
      Function<WireReader, T> reader) {
    add(config, type, new WireSerializer<>(typeId, writer, reader));
  }

  private static void add(SerializationConfig config, Class<?> type, Serializer serializer) {
    config.addSerializerConfig(
        new SerializerConfig().setTypeClass(type).setImplementation(serializer));
  }

  private static void writeBounds(Bounds bounds, WireWriter writer) {
    writer.text(bounds.epoch()).number(bounds.tail()).number(bounds.head());
  }

  private static Bounds readBounds(WireReader reader) {
    return new Bounds(reader.text(), reader.number(), reader.number());
  }

  private static void writeLogged(LoggedUpdate logged, WireWriter writer) {
    UpdateBytes.write(writer.number(logged.offset()), logged.update());
  }

  private static LoggedUpdate readLogged(WireReader reader) {
    return new LoggedUpdate(reader.number(), UpdateBytes.read(reader)).retained();
  }

  private static void writeSlice(ReadResult.Slice slice, WireWriter writer) {
    writeBounds(slice.bounds(), writer);
    writer.integer(slice.updates().size());
    slice.updates().forEach(logged -> writeLogged(logged, writer));
  }

  private static ReadResult.Slice readSlice(WireReader reader) {
    Bounds bounds = readBounds(reader);
    int count = reader.integer();
    List<LoggedUpdate> updates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      updates.add(readLogged(reader));
    }
    return new ReadResult.Slice(updates, bounds);
  }

  private static void writeGone(ReadResult.Gone gone, WireWriter writer) {
    writeBounds(gone.bounds(), writer);
  }

  private static ReadResult.Gone readGone(WireReader reader) {
    return new ReadResult.Gone(readBounds(reader));
  }

  private static void writeFound(Found found, WireWriter writer) {
    writeLogged(found.update(), writer.text(found.epoch()));
  }

  private static Found readFound(WireReader reader) {
    return new Found(reader.text(), readLogged(reader));
  }
}
