package org.realtimehub.log.hazelcast;

import com.hazelcast.map.EntryProcessor;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realtimehub.update.WireReader;
import org.realtimehub.update.WireWriter;

/**
 * An append on a backup, which must stand where the owner stood. If it does not, the append fails
 * there: the backup does not acknowledge it, and Hazelcast copies the log anew.
 */
final class AppendBackup implements EntryProcessor<String, SharedLog, AppendReply> {

  /**
   * Where the owner stood before the append.
   *
   * @param epoch null when there was no log
   */
  record Expected(@Nullable String epoch, long head) {

    static Expected of(@Nullable SharedLog log) {
      return log == null
          ? new Expected(null, 0)
          : new Expected(log.state().epoch(), log.state().head());
    }
  }

  private final Append append;
  private final Expected expected;

  AppendBackup(Append append, Expected expected) {
    this.append = append;
    this.expected = expected;
  }

  @Override
  public @Nullable AppendReply process(Map.Entry<String, @Nullable SharedLog> entry) {
    SharedLog log = entry.getValue();
    if (expected.epoch == null) {
      log = SharedLog.begin(append.newEpoch());
    } else if (log == null || !log.isAt(expected.epoch, expected.head)) {
      throw new BehindException();
    }
    append.applyTo(log);
    entry.setValue(log);
    return null;
  }

  void write(WireWriter writer) {
    writer.nullable(expected.epoch).number(expected.head);
    append.write(writer);
  }

  static AppendBackup read(WireReader reader) {
    Expected expected = new Expected(reader.nullable(), reader.number());
    return new AppendBackup(Append.read(reader), expected);
  }
}
