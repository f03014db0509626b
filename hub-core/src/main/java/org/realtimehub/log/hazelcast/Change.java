package org.realtimehub.log.hazelcast;

import com.hazelcast.map.EntryProcessor;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realtimehub.update.WireReader;
import org.realtimehub.update.WireWriter;

/**
 * A change of a shared map where the map is, and on its backups. Answers the value that is there
 * afterwards, null when none is.
 *
 * @param now in milliseconds since 1970
 */
record Change(Kind kind, String key, String value, long expiresAt, long now)
    implements EntryProcessor<String, SharedEntries, @Nullable String> {

  enum Kind {
    PUT,
    PUT_IF_ABSENT,
    REMOVE;

    private static Kind of(byte number) {
      return values()[number];
    }

    @SuppressWarnings("EnumOrdinal") // of the wire form, whose version guards it
    private byte number() {
      return (byte) ordinal();
    }
  }

  @Override
  public @Nullable String process(Map.Entry<String, @Nullable SharedEntries> shared) {
    SharedEntries entries = shared.getValue();
    if (entries == null) {
      entries = new SharedEntries();
    }
    String answer = applyTo(entries);
    shared.setValue(entries);
    return answer;
  }

  private @Nullable String applyTo(SharedEntries entries) {
    boolean first = kind == Kind.PUT_IF_ABSENT;
    SharedEntries.Entry entry = new SharedEntries.Entry(value, expiresAt, now, first);
    switch (kind) {
      case PUT -> entries.put(key, entry);
      case PUT_IF_ABSENT -> {
        return entries.putIfAbsent(key, entry).value();
      }
      case REMOVE -> {
        entries.remove(key);
        return null;
      }
    }
    return value;
  }

  @Override
  public EntryProcessor<String, SharedEntries, @Nullable String> getBackupProcessor() {
    return this;
  }

  void write(WireWriter writer) {
    writer.octet(kind.number()).text(key).text(value).number(expiresAt).number(now);
  }

  static Change read(WireReader reader) {
    return new Change(
        Kind.of(reader.octet()), reader.text(), reader.text(), reader.number(), reader.number());
  }
}
