package org.realtimehub.log.hazelcast;

import com.hazelcast.map.EntryProcessor;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realtimehub.log.ReadResult;
import org.realtimehub.update.Position;
import org.realtimehub.update.WireReader;
import org.realtimehub.update.WireWriter;

/** A read where the log is; null when there is no log. */
final class Read implements EntryProcessor<String, SharedLog, @Nullable ReadResult> {

  private final Position after;
  private final int maxCount;
  private final long maxBytes;
  private final Terms terms;
  private transient @Nullable Standing backup;

  Read(Position after, int maxCount, long maxBytes, Terms terms) {
    this.after = after;
    this.maxCount = maxCount;
    this.maxBytes = maxBytes;
    this.terms = terms;
  }

  @Override
  public @Nullable ReadResult process(Map.Entry<String, @Nullable SharedLog> entry) {
    SharedLog log = entry.getValue();
    if (log == null) {
      backup = null;
      return null;
    }
    log.told(terms.seen());
    backup = Standing.of(log, terms);
    return log.state().read(after, maxCount, maxBytes, terms.retention(), terms.now());
  }

  @Override
  @SuppressWarnings({"unchecked", "rawtypes"}) // what a backup returns, nobody gets
  public @Nullable EntryProcessor<String, SharedLog, @Nullable ReadResult> getBackupProcessor() {
    return (EntryProcessor) backup;
  }

  void write(WireWriter writer) {
    Terms.write(after, writer);
    writer.integer(maxCount).number(maxBytes);
    terms.write(writer);
  }

  static Read read(WireReader reader) {
    Position after = Terms.readPosition(reader);
    return new Read(after, reader.integer(), reader.number(), Terms.read(reader));
  }
}
