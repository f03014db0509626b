package org.realtimehub.log.hazelcast;

import com.hazelcast.map.EntryProcessor;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realtimehub.log.Found;
import org.realtimehub.update.WireReader;
import org.realtimehub.update.WireWriter;

/** A search by id where the log is; null when nothing has that id. */
final class Find implements EntryProcessor<String, SharedLog, @Nullable Found> {

  private final String id;
  private final Terms terms;
  private transient @Nullable Standing backup;

  Find(String id, Terms terms) {
    this.id = id;
    this.terms = terms;
  }

  @Override
  public @Nullable Found process(Map.Entry<String, @Nullable SharedLog> entry) {
    SharedLog log = entry.getValue();
    if (log == null) {
      backup = null;
      return null;
    }
    log.told(terms.seen());
    backup = Standing.of(log, terms);
    return log.state().find(id, terms.retention(), terms.now()).orElse(null);
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"}) // what a backup returns, nobody gets
  public @Nullable EntryProcessor<String, SharedLog, @Nullable Found> getBackupProcessor() {
    return (EntryProcessor) backup;
  }

  void write(WireWriter writer) {
    writer.text(id);
    terms.write(writer);
  }

  static Find read(WireReader reader) {
    return new Find(reader.text(), Terms.read(reader));
  }
}
