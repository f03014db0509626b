package org.realtimehub.presence.roster;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Entries that follow one another. */
final class Leaf implements Block {

  static final Leaf EMPTY = new Leaf(new Entry[0]);

  private final Entry[] entries;

  private Leaf(Entry[] entries) {
    this.entries = entries;
  }

  @Override
  public Entry first() {
    return entries[0];
  }

  @Override
  public int width() {
    return entries.length;
  }

  @Override
  public @Nullable Entry find(Entry key) {
    int index = Arrays.binarySearch(entries, key);
    return index < 0 ? null : entries[index];
  }

  @Override
  public Block[] plus(Entry entry) {
    int index = Arrays.binarySearch(entries, entry);
    if (index >= 0) {
      Entry[] changed = entries.clone();
      changed[index] = entry;
      return new Block[] {new Leaf(changed)};
    }
    int at = -index - 1;
    Entry[] more = Arrays.copyOf(entries, entries.length + 1);
    System.arraycopy(entries, at, more, at + 1, entries.length - at);
    more[at] = entry;
    if (more.length <= MAX) {
      return new Block[] {new Leaf(more)};
    }
    int middle = Block.split(more.length, at);
    return new Block[] {
      new Leaf(Arrays.copyOf(more, middle)), new Leaf(Arrays.copyOfRange(more, middle, more.length))
    };
  }

  @Override
  public @Nullable Block minus(Entry key) {
    if (entries.length == 1) {
      return null;
    }
    int index = Arrays.binarySearch(entries, key);
    Entry[] fewer = Arrays.copyOf(entries, entries.length - 1);
    System.arraycopy(entries, index + 1, fewer, index, fewer.length - index);
    return new Leaf(fewer);
  }

  @Override
  public Block join(Block right) {
    Entry[] others = ((Leaf) right).entries;
    Entry[] all = Arrays.copyOf(entries, entries.length + others.length);
    System.arraycopy(others, 0, all, entries.length, others.length);
    return new Leaf(all);
  }

  @Override
  public Block top() {
    return this;
  }

  @Override
  public boolean visit(@Nullable Entry from, boolean inclusive, Predicate<Entry> visitor) {
    int index = from == null ? 0 : Arrays.binarySearch(entries, from);
    if (index < 0) {
      index = -index - 1;
    } else if (from != null && !inclusive) {
      index++;
    }
    for (; index < entries.length; index++) {
      if (!visitor.test(entries[index])) {
        return false;
      }
    }
    return true;
  }
}
