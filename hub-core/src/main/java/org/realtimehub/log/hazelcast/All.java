package org.realtimehub.log.hazelcast;

import com.hazelcast.core.ReadOnly;
import com.hazelcast.map.EntryProcessor;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realtimehub.update.WireReader;
import org.realtimehub.update.WireWriter;

/**
 * Asks for all entries of a shared map.
 *
 * @param now in milliseconds since 1970
 */
record All(long now) implements EntryProcessor<String, SharedEntries, All.Answer>, ReadOnly {

  record Answer(Map<String, String> entries) {

    void write(WireWriter writer) {
      writer.integer(entries.size());
      entries.forEach((key, value) -> writer.text(key).text(value));
    }

    static Answer read(WireReader reader) {
      int count = reader.integer();
      Map<String, String> entries = new HashMap<>();
      for (int i = 0; i < count; i++) {
        entries.put(reader.text(), reader.text());
      }
      return new Answer(entries);
    }
  }

  @Override
  public Answer process(Map.Entry<String, @Nullable SharedEntries> shared) {
    SharedEntries entries = shared.getValue();
    return new Answer(entries == null ? Map.of() : entries.all(now));
  }

  @Override
  public @Nullable EntryProcessor<String, SharedEntries, All.Answer> getBackupProcessor() {
    return null;
  }

  void write(WireWriter writer) {
    writer.number(now);
  }

  static All read(WireReader reader) {
    return new All(reader.number());
  }
}
