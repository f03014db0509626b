package org.realtimehub.log.hazelcast;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.realtimehub.log.Appended;
import org.realtimehub.log.Batch;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Update;
import org.realtimehub.update.WireReader;
import org.realtimehub.update.WireWriter;

/**
 * What an append did; its updates stay where they came from.
 *
 * @param before offset after which they were added
 * @param known for each update the id that its idempotency key was answered with, null when it was
 *     added
 */
record AppendReply(String epoch, long before, List<@Nullable String> known) {

  /** What the log answered, told without the updates. */
  @SuppressWarnings("ReferenceEquality") // the log hands on the very objects it was given
  static AppendReply of(Appended appended, long before, List<Update> updates) {
    List<@Nullable String> known = new ArrayList<>(updates.size());
    List<LoggedUpdate> added = appended.batch().updates();
    int next = 0;
    for (int i = 0; i < updates.size(); i++) {
      if (next < added.size() && added.get(next).update() == updates.get(i)) {
        known.add(null);
        next++;
      } else {
        known.add(appended.ids().get(i));
      }
    }
    return new AppendReply(appended.batch().epoch(), before, known);
  }

  Appended with(List<Update> updates) {
    List<LoggedUpdate> added = new ArrayList<>(updates.size());
    List<String> ids = new ArrayList<>(updates.size());
    for (int i = 0; i < updates.size(); i++) {
      String earlier = known.get(i);
      if (earlier == null) {
        added.add(new LoggedUpdate(before + added.size() + 1, updates.get(i)));
      }
      ids.add(earlier == null ? updates.get(i).id() : earlier);
    }
    return new Appended(new Batch(epoch, added), ids);
  }

  void write(WireWriter writer) {
    writer.text(epoch).number(before).integer(known.size());
    known.forEach(writer::nullable);
  }

  static AppendReply read(WireReader reader) {
    String epoch = reader.text();
    long before = reader.number();
    int count = reader.integer();
    List<@Nullable String> known = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      known.add(reader.nullable());
    }
    return new AppendReply(epoch, before, known);
  }
}
