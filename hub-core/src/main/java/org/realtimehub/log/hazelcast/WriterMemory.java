package org.realtimehub.log.hazelcast;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.realtimehub.update.WireReader;
import org.realtimehub.update.WireWriter;

/**
 * The last append of each writer and how it was answered, so that a writer that does not know
 * whether its append happened can ask for it again.
 *
 * <p>Not thread-safe; its log guards it.
 */
final class WriterMemory {

  /** More than any cluster has nodes, restarted ones included. */
  private static final int MAX_WRITERS = 128;

  private record Last(long number, AppendReply reply) {}

  /** The writer that was silent for longest comes first. */
  private final Map<UUID, Last> writers = new LinkedHashMap<>(16, 0.75f, true);

  /** The answer to an append that was made before, null when it is new. */
  @Nullable AppendReply find(AppendId id) {
    Last last = writers.get(id.writer());
    if (last == null || last.number < id.number()) {
      return null;
    }
    if (last.number > id.number()) {
      throw new IllegalStateException("the writer of this append has given it up");
    }
    return last.reply;
  }

  boolean knows(AppendId id) {
    Last last = writers.get(id.writer());
    return last != null && last.number == id.number();
  }

  void remember(AppendId id, AppendReply reply) {
    writers.put(id.writer(), new Last(id.number(), reply));
    if (writers.size() > MAX_WRITERS) {
      Iterator<UUID> longestSilent = writers.keySet().iterator();
      longestSilent.next();
      longestSilent.remove();
    }
  }

  void write(WireWriter writer) {
    writer.integer(writers.size());
    writers.forEach(
        (id, last) -> {
          new AppendId(id, last.number).write(writer);
          last.reply.write(writer);
        });
  }

  static WriterMemory read(WireReader reader) {
    WriterMemory memory = new WriterMemory();
    int count = reader.integer();
    for (int i = 0; i < count; i++) {
      memory.remember(AppendId.read(reader), AppendReply.read(reader));
    }
    return memory;
  }
}
