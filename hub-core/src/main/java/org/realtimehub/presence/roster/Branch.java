package org.realtimehub.presence.roster;

import java.util.Arrays;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Blocks of the same height that follow one another. */
final class Branch implements Block {

  private final Block[] blocks;

  /** The first entry of each block. */
  private final Entry[] firsts;

  Branch(Block[] blocks) {
    this.blocks = blocks;
    this.firsts = new Entry[blocks.length];
    for (int i = 0; i < blocks.length; i++) {
      firsts[i] = blocks[i].first();
    }
  }

  @Override
  public Entry first() {
    return firsts[0];
  }

  @Override
  public int width() {
    return blocks.length;
  }

  /** Index of the block in which the key is, or would be. */
  private int indexOf(Entry key) {
    int index = Arrays.binarySearch(firsts, key);
    return index >= 0 ? index : Math.max(0, -index - 2);
  }

  @Override
  public @Nullable Entry find(Entry key) {
    return blocks[indexOf(key)].find(key);
  }

  @Override
  public Block[] plus(Entry entry) {
    int index = indexOf(entry);
    Block[] all = replaced(index, 1, blocks[index].plus(entry));
    if (all.length <= MAX) {
      return new Block[] {new Branch(all)};
    }
    int middle = Block.split(all.length, index + 1);
    return new Block[] {
      new Branch(Arrays.copyOf(all, middle)),
      new Branch(Arrays.copyOfRange(all, middle, all.length))
    };
  }

  @Override
  public @Nullable Block minus(Entry key) {
    int index = indexOf(key);
    Block left = blocks[index].minus(key);
    if (left == null) {
      return blocks.length == 1 ? null : new Branch(replaced(index, 1));
    }
    if (left.width() < FEW && index + 1 < blocks.length && fit(left, blocks[index + 1])) {
      return new Branch(replaced(index, 2, left.join(blocks[index + 1])));
    }
    if (left.width() < FEW && index > 0 && fit(blocks[index - 1], left)) {
      return new Branch(replaced(index - 1, 2, blocks[index - 1].join(left)));
    }
    return new Branch(replaced(index, 1, left));
  }

  /** Some room stays, so that the next entry does not split what was just joined. */
  private static boolean fit(Block left, Block right) {
    return left.width() + right.width() <= MAX - FEW;
  }

  private Block[] replaced(int from, int count, Block... by) {
    Block[] all = new Block[blocks.length - count + by.length];
    System.arraycopy(blocks, 0, all, 0, from);
    System.arraycopy(by, 0, all, from, by.length);
    System.arraycopy(blocks, from + count, all, from + by.length, blocks.length - from - count);
    return all;
  }

  @Override
  public Block join(Block right) {
    Block[] others = ((Branch) right).blocks;
    Block[] all = Arrays.copyOf(blocks, blocks.length + others.length);
    System.arraycopy(others, 0, all, blocks.length, others.length);
    return new Branch(all);
  }

  @Override
  public Block top() {
    return blocks.length == 1 ? blocks[0].top() : this;
  }

  @Override
  public boolean visit(@Nullable Entry from, boolean inclusive, Predicate<Entry> visitor) {
    int index = from == null ? 0 : indexOf(from);
    for (int i = index; i < blocks.length; i++) {
      if (!blocks[i].visit(i == index ? from : null, inclusive, visitor)) {
        return false;
      }
    }
    return true;
  }
}
