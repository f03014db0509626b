package org.realtimehub.log.hazelcast;

import com.hazelcast.core.ReadOnly;
import com.hazelcast.map.EntryProcessor;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realtimehub.log.ReadResult;
import org.realtimehub.update.Position;
import org.realtimehub.update.WireReader;
import org.realtimehub.update.WireWriter;

/** A read where the log is; null when there is no log. */
record Read(Position after, int maxCount, long maxBytes, Terms terms)
    implements EntryProcessor<String, SharedLog, @Nullable ReadResult>, ReadOnly {

  @Override
  public @Nullable ReadResult process(Map.Entry<String, @Nullable SharedLog> entry) {
    SharedLog log = entry.getValue();
    return log == null
        ? null
        : log.state().read(after, maxCount, maxBytes, terms.retention(), terms.now());
  }

  @Override
  public @Nullable EntryProcessor<String, SharedLog, @Nullable ReadResult> getBackupProcessor() {
    return null;
  }

  void write(WireWriter writer) {
    writer.text(after.epoch()).number(after.offset()).integer(maxCount).number(maxBytes);
    terms.write(writer);
  }

  static Read read(WireReader reader) {
    Position after = new Position(reader.text(), reader.number());
    return new Read(after, reader.integer(), reader.number(), Terms.read(reader));
  }
}
