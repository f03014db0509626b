package org.realtimehub.presence.roster;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * An immutable sorted set of entries. Adding and removing give a new set, which shares almost all
 * of its memory with the old: whoever lists a set goes on, on any thread and for as long as it
 * takes, while the roster changes.
 */
final class Entries {

  static final Entries EMPTY = new Entries(Leaf.EMPTY, 0);

  private final Block root;
  private final int size;

  private Entries(Block root, int size) {
    this.root = root;
    this.size = size;
  }

  int size() {
    return size;
  }

  /** The entry that is equal in order. */
  @Nullable Entry find(Entry key) {
    return root.find(key);
  }

  /** With this entry in the place of the one that is equal in order, if there is one. */
  Entries plus(Entry entry) {
    int added = root.find(entry) == null ? 1 : 0;
    Block[] blocks = root.plus(entry);
    return new Entries(blocks.length == 1 ? blocks[0] : new Branch(blocks), size + added);
  }

  /** Without the entry that is equal in order. */
  Entries minus(Entry key) {
    if (root.find(key) == null) {
      return this;
    }
    Block left = root.minus(key);
    return left == null ? EMPTY : new Entries(left.top(), size - 1);
  }

  /**
   * Visits entries in order.
   *
   * @param from where to begin, null for the first
   * @param inclusive whether an entry equal in order to {@code from} is visited
   * @param visitor whether to go on
   */
  void visit(@Nullable Entry from, boolean inclusive, Predicate<Entry> visitor) {
    root.visit(from, inclusive, visitor);
  }

  /** The first entry that is not before the key. */
  @Nullable Entry from(Entry key) {
    First first = new First();
    root.visit(key, true, first);
    return first.found;
  }

  private static final class First implements Predicate<Entry> {
    private @Nullable Entry found;

    @Override
    public boolean test(Entry entry) {
      found = entry;
      return false;
    }
  }
}
