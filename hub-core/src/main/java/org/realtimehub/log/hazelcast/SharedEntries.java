package org.realtimehub.log.hazelcast;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realtimehub.update.WireReader;
import org.realtimehub.update.WireWriter;

/**
 * The one value that the whole shared map of a hub is. It is changed in place, on the thread of its
 * partition alone.
 */
final class SharedEntries {

  /**
   * @param changedAt in milliseconds since 1970
   * @param first whether it was put because nothing was there
   */
  record Entry(String value, long expiresAt, long changedAt, boolean first) {

    /** A value that was put because nothing was there stays, else the later one does. */
    private static Entry merged(Entry staying, Entry joining) {
      return !staying.first && joining.changedAt > staying.changedAt ? joining : staying;
    }
  }

  private final Map<String, Entry> entries = new HashMap<>();

  void put(String key, Entry entry) {
    forgetExpired(entry.changedAt);
    entries.put(key, entry);
  }

  /** The entry that is there afterwards. */
  Entry putIfAbsent(String key, Entry entry) {
    forgetExpired(entry.changedAt);
    return entries.computeIfAbsent(key, absent -> entry);
  }

  void remove(String key) {
    entries.remove(key);
  }

  @Nullable Entry get(String key) {
    return entries.get(key);
  }

  Map<String, String> all(long now) {
    forgetExpired(now);
    Map<String, String> all = new HashMap<>();
    entries.forEach((key, entry) -> all.put(key, entry.value));
    return all;
  }

  private void forgetExpired(long now) {
    entries.values().removeIf(entry -> entry.expiresAt <= now);
  }

  /** The entries of both. */
  SharedEntries mergedWith(SharedEntries joining) {
    SharedEntries merged = new SharedEntries();
    merged.entries.putAll(entries);
    joining.entries.forEach((key, entry) -> merged.entries.merge(key, entry, Entry::merged));
    return merged;
  }

  void write(WireWriter writer) {
    writer.integer(entries.size());
    entries.forEach(
        (key, entry) ->
            writer
                .text(key)
                .text(entry.value)
                .number(entry.expiresAt)
                .number(entry.changedAt)
                .octet((byte) (entry.first ? 1 : 0)));
  }

  static SharedEntries read(WireReader reader) {
    SharedEntries shared = new SharedEntries();
    int count = reader.integer();
    for (int i = 0; i < count; i++) {
      String key = reader.text();
      String value = reader.text();
      shared.entries.put(
          key, new Entry(value, reader.number(), reader.number(), reader.octet() != 0));
    }
    return shared;
  }
}
