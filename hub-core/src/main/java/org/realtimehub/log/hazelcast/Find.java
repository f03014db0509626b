package org.realtimehub.log.hazelcast;

import com.hazelcast.core.ReadOnly;
import com.hazelcast.map.EntryProcessor;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realtimehub.log.Found;
import org.realtimehub.update.WireReader;
import org.realtimehub.update.WireWriter;

/** A search by id where the log is; null when nothing has that id. */
record Find(String id, Terms terms)
    implements EntryProcessor<String, SharedLog, @Nullable Found>, ReadOnly {

  @Override
  public @Nullable Found process(Map.Entry<String, @Nullable SharedLog> entry) {
    SharedLog log = entry.getValue();
    return log == null ? null : log.state().find(id, terms.retention(), terms.now()).orElse(null);
  }

  @Override
  public @Nullable EntryProcessor<String, SharedLog, @Nullable Found> getBackupProcessor() {
    return null;
  }

  void write(WireWriter writer) {
    writer.text(id);
    terms.write(writer);
  }

  static Find read(WireReader reader) {
    return new Find(reader.text(), Terms.read(reader));
  }
}
