package org.realtimehub.log.hazelcast;

import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.core.HazelcastInstanceAware;
import com.hazelcast.map.EntryProcessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.realtimehub.update.Update;
import org.realtimehub.update.UpdateBytes;
import org.realtimehub.update.WireReader;
import org.realtimehub.update.WireWriter;

/**
 * An append where the log is: begins the log if there is none, and sends the same append to its
 * backups, even if it turned out to add nothing, because what it is answered with must be there.
 */
final class Append
    implements EntryProcessor<String, SharedLog, AppendReply>, HazelcastInstanceAware {

  private final AppendId id;
  private final List<Update> updates;
  private final Terms terms;

  /** Of the life that begins if there is no log. */
  private final String newEpoch;

  /** How many members must hold the log. */
  private final int copies;

  private transient @Nullable HazelcastInstance owner;
  private transient @Nullable AppendBackup backup;

  Append(AppendId id, List<Update> updates, Terms terms, String newEpoch, int copies) {
    this.id = id;
    this.updates = updates;
    this.terms = terms;
    this.newEpoch = newEpoch;
    this.copies = copies;
  }

  @Override
  public void setHazelcastInstance(HazelcastInstance instance) {
    this.owner = instance;
  }

  @Override
  public AppendReply process(Map.Entry<String, @Nullable SharedLog> entry) {
    backup = null;
    Copies.require(copies, Objects.requireNonNull(owner), entry.getKey());
    SharedLog log = entry.getValue();
    AppendBackup.Expected expected = AppendBackup.Expected.of(log, id);
    if (log == null) {
      log = SharedLog.begin(newEpoch);
    }
    AppendReply reply = applyTo(log);
    backup = new AppendBackup(this, expected);
    entry.setValue(log);
    return reply;
  }

  AppendReply applyTo(SharedLog log) {
    return log.append(id, updates, terms);
  }

  AppendId id() {
    return id;
  }

  String newEpoch() {
    return newEpoch;
  }

  @Override
  public @Nullable EntryProcessor<String, SharedLog, AppendReply> getBackupProcessor() {
    return backup;
  }

  void write(WireWriter writer) {
    id.write(writer);
    writer.integer(updates.size());
    updates.forEach(update -> UpdateBytes.write(writer, update));
    terms.write(writer);
    writer.text(newEpoch).integer(copies);
  }

  static Append read(WireReader reader) {
    AppendId id = AppendId.read(reader);
    int count = reader.integer();
    List<Update> updates = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      updates.add(UpdateBytes.read(reader));
    }
    return new Append(id, updates, Terms.read(reader), reader.text(), reader.integer());
  }
}
