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
   * @param repeated whether it had made this very append already
   */
  record Expected(@Nullable String epoch, long head, boolean repeated) {

    static Expected of(@Nullable SharedLog log, AppendId append) {
      return log == null
          ? new Expected(null, 0, false)
          : new Expected(log.state().epoch(), log.state().head(), log.made(append));
    }

    private boolean isMetBy(SharedLog log, AppendId append) {
      return log.state().epoch().equals(epoch)
          && log.state().head() == head
          && log.made(append) == repeated;
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
    } else if (log == null || !expected.isMetBy(log, append.id())) {
      throw new BehindException();
    }
    append.applyTo(log);
    entry.setValue(log);
    return null;
  }

  void write(WireWriter writer) {
    writer.nullable(expected.epoch).number(expected.head).octet((byte) (expected.repeated ? 1 : 0));
    append.write(writer);
  }

  static AppendBackup read(WireReader reader) {
    Expected expected = new Expected(reader.nullable(), reader.number(), reader.octet() != 0);
    return new AppendBackup(Append.read(reader), expected);
  }
}
