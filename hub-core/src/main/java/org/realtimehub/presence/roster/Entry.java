package org.realtimehub.presence.roster;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One subscription of the hub. There may be a million of them, so it is as small as can be: what
 * many have in common they share. Immutable.
 *
 * <p>Entries are ordered by selector and connection, and equal in order if these are equal.
 */
final class Entry implements Comparable<Entry> {

  private final Selector selector;
  private final long high;
  private final long low;
  private final String node;
  private final @Nullable String payload;
  private final long since;

  /**
   * @param high of the connection's UUID, as {@code low}
   * @param node id of the connection's node
   * @param payload JSON, null for none
   * @param since offset of the event by which the subscription began
   */
  Entry(Selector selector, long high, long low, String node, @Nullable String payload, long since) {
    this.selector = selector;
    this.high = high;
    this.low = low;
    this.node = node;
    this.payload = payload;
    this.since = since;
  }

  /** Something to look for. */
  static Entry key(Selector selector, UUID connection) {
    return new Entry(
        selector,
        connection.getMostSignificantBits(),
        connection.getLeastSignificantBits(),
        "",
        null,
        0);
  }

  /** Comes before all entries of a selector. */
  static Entry before(Selector selector) {
    return new Entry(selector, Long.MIN_VALUE, Long.MIN_VALUE, "", null, 0);
  }

  /** The same, with an equal selector that others have too. */
  Entry with(Selector shared) {
    return new Entry(shared, high, low, node, payload, since);
  }

  Selector selector() {
    return selector;
  }

  UUID connection() {
    return new UUID(high, low);
  }

  String node() {
    return node;
  }

  @Nullable String payload() {
    return payload;
  }

  long since() {
    return since;
  }

  @Override
  public int compareTo(Entry other) {
    int bySelector = selector.compareTo(other.selector);
    if (bySelector != 0) {
      return bySelector;
    }
    int byHigh = Long.compare(high, other.high);
    return byHigh != 0 ? byHigh : Long.compare(low, other.low);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Entry entry && compareTo(entry) == 0;
  }

  @Override
  public int hashCode() {
    return selector.hashCode() * 31 + Long.hashCode(high ^ low);
  }

  @Override
  public String toString() {
    return selector + " " + connection() + " at " + node;
  }
}
