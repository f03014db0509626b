package org.realtimehub.presence.roster;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.realtimehub.update.Position;
import org.realtimehub.update.WireReader;
import org.realtimehub.update.WireWriter;

/**
 * A part of a node's roster, as it is sent to a node that joins, and the question for it. Each page
 * is true at its own position, and pages are not kept between questions: together they are a fuzzy
 * picture, which the events after the first page's position make exact.
 *
 * @param at all events up to this position are in it
 * @param entries that follow the one after which was asked, in order
 * @param more whether others follow
 */
record Page(Position at, List<Entry> entries, boolean more) {

  /** Of question and answer; nodes understand only their own. */
  static final byte VERSION = 1;

  private static final int MAX_ENTRIES = 1_000;
  private static final int MAX_BYTES = 256 << 10;

  /**
   * @param after the last entry that is known, null to begin
   */
  static Buffer question(@Nullable Entry after) {
    Buffer buffer = Buffer.buffer();
    WireWriter writer = new WireWriter(buffer).octet(VERSION).octet((byte) (after == null ? 0 : 1));
    if (after != null) {
      writer.text(after.selector().match()).text(after.selector().type());
      writer.number(after.connection().getMostSignificantBits());
      writer.number(after.connection().getLeastSignificantBits());
    }
    return buffer;
  }

  /**
   * Answers a question from a state.
   *
   * @throws IllegalArgumentException when the question is of another version, or none
   */
  static Buffer answer(Buffer question, RosterState state) {
    WireReader reader = new WireReader(question, 0);
    checkVersion(reader);
    Entry after =
        reader.octet() == 0
            ? null
            : Entry.key(
                new Selector(reader.text(), reader.text()),
                new UUID(reader.number(), reader.number()));
    Buffer entries = Buffer.buffer();
    WireWriter writer = new WireWriter(entries);
    int[] count = {0};
    boolean[] more = {false};
    state
        .entries()
        .visit(
            after,
            false,
            entry -> {
              more[0] = count[0] == MAX_ENTRIES || entries.length() >= MAX_BYTES;
              if (!more[0]) {
                write(writer, entry);
                count[0]++;
              }
              return !more[0];
            });
    Buffer answer = Buffer.buffer();
    new WireWriter(answer)
        .octet(VERSION)
        .text(state.at().epoch())
        .number(state.at().offset())
        .octet((byte) (more[0] ? 1 : 0))
        .integer(count[0]);
    return answer.appendBuffer(entries);
  }

  /**
   * Reads an answer.
   *
   * @param texts what entries may share
   * @throws IllegalArgumentException when it is of another version, or none
   */
  static Page read(Buffer answer, Repeated texts) {
    WireReader reader = new WireReader(answer, 0);
    checkVersion(reader);
    Position at = new Position(reader.text(), reader.number());
    boolean more = reader.octet() != 0;
    int count = reader.integer();
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(entry(reader, texts));
    }
    return new Page(at, entries, more);
  }

  private static void checkVersion(WireReader reader) {
    byte version = reader.octet();
    if (version != VERSION) {
      throw new IllegalArgumentException("a roster of version " + version + ", not " + VERSION);
    }
  }

  private static void write(WireWriter writer, Entry entry) {
    writer
        .text(entry.selector().match())
        .text(entry.selector().type())
        .number(entry.connection().getMostSignificantBits())
        .number(entry.connection().getLeastSignificantBits())
        .text(entry.node())
        .nullable(entry.payload())
        .number(entry.since());
  }

  private static Entry entry(WireReader reader, Repeated texts) {
    Selector selector = new Selector(reader.text(), texts.share(reader.text()));
    long high = reader.number();
    long low = reader.number();
    String node = texts.share(reader.text());
    String payload = reader.nullable();
    return new Entry(
        selector, high, low, node, payload == null ? null : texts.share(payload), reader.number());
  }
}
