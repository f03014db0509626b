package org.realtimehub.presence.roster;

import java.util.List;
import java.util.Optional;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;

/**
 * All subscriptions of the hub at one position of the log: what the events up to there say.
 * Immutable.
 */
record RosterState(Position at, Entries entries) {

  /** Told of what the events say, while they are put into a new state. */
  interface Witness {

    /** Nobody. */
    Witness NONE =
        new Witness() {
          @Override
          public void began(String node) {}

          @Override
          public void ended(Entry entry, String by) {}
        };

    /** A subscription of a node began. */
    void began(String node);

    /** A subscription that was there was ended, by its own node or another. */
    void ended(Entry entry, String by);
  }

  static RosterState emptyAt(Position at) {
    return new RosterState(at, Entries.EMPTY);
  }

  /**
   * The state after updates that follow in the log; those that are considered already are skipped.
   */
  RosterState after(List<LoggedUpdate> updates, Repeated texts, Witness witness) {
    Entries changed = entries;
    long offset = at.offset();
    for (LoggedUpdate update : updates) {
      if (update.offset() <= offset) {
        continue;
      }
      offset = update.offset();
      Optional<Change> change = Change.of(update.update());
      if (change.isPresent()) {
        changed = apply(change.get(), changed, offset, texts, witness);
      }
    }
    return new RosterState(new Position(at.epoch(), offset), changed);
  }

  private static Entries apply(
      Change change, Entries entries, long offset, Repeated texts, Witness witness) {
    Entry key = change.key();
    Entry known = entries.find(key);
    if (!change.active()) {
      if (known == null) {
        return entries;
      }
      witness.ended(known, change.origin());
      return entries.minus(key);
    }
    witness.began(change.origin());
    if (known != null && known.node().equals(change.origin())) {
      // Told twice: it is the same subscription, since the first time.
      return entries;
    }
    String payload = change.payload();
    Entry entry =
        new Entry(
            new Selector(change.selector().match(), texts.share(change.selector().type())),
            change.connection().getMostSignificantBits(),
            change.connection().getLeastSignificantBits(),
            texts.share(change.origin()),
            payload == null ? null : texts.share(payload),
            offset);
    return plus(entries, entry);
  }

  /** With one more entry, which shares the words of its like. */
  static Entries plus(Entries entries, Entry entry) {
    Selector selector = entry.selector();
    Entry neighbour = entries.from(Entry.before(selector));
    return neighbour != null && neighbour.selector().equals(selector)
        ? entries.plus(entry.with(neighbour.selector()))
        : entries.plus(entry);
  }
}
