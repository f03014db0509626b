package org.realtimehub.log.hazelcast;

import com.hazelcast.map.EntryProcessor;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realtimehub.update.Position;
import org.realtimehub.update.WireReader;
import org.realtimehub.update.WireWriter;

/**
 * A read on a backup, which must stand where the owner stands. A read is answered when the backups
 * have acknowledged it, as an append is: an owner that was cut off would otherwise tell of appends
 * that nobody else has, and that are thrown away later.
 *
 * @param head of the owner
 */
record Standing(Position head, Position seen)
    implements EntryProcessor<String, SharedLog, @Nullable Object> {

  static Standing of(SharedLog log, Terms terms) {
    return new Standing(log.head(), terms.seen());
  }

  @Override
  public @Nullable Object process(Map.Entry<String, @Nullable SharedLog> entry) {
    SharedLog log = entry.getValue();
    if (log == null || !log.head().equals(head)) {
      throw new BehindException();
    }
    log.told(seen);
    return null;
  }

  void write(WireWriter writer) {
    Terms.write(head, writer);
    Terms.write(seen, writer);
  }

  static Standing read(WireReader reader) {
    return new Standing(Terms.readPosition(reader), Terms.readPosition(reader));
  }
}
