package org.realtimehub.presence.roster;

import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A node of the B-tree of {@link Entries}; immutable, never empty but for an empty root. */
sealed interface Block permits Leaf, Branch {

  /** Most things a block holds; a change copies as much in each level of the tree. */
  int MAX = 48;

  /** A block with fewer is joined with its neighbour where both fit in one. */
  int FEW = MAX / 4;

  Entry first();

  /** Things it holds. */
  int width();

  @Nullable Entry find(Entry key);

  /** One block, or two of which the second follows the first. */
  Block[] plus(Entry entry);

  /** Without an entry it has; null when nothing is left. */
  @Nullable Block minus(Entry key);

  /** One block of this and its right neighbour, which fit. */
  Block join(Block right);

  /** This, or what is below it when that is a single block. */
  Block top();

  /** Whether to go on after this block. */
  boolean visit(@Nullable Entry from, boolean inclusive, Predicate<Entry> visitor);

  /** Where to split: those that only ever come last leave full blocks behind. */
  static int split(int width, int changed) {
    return changed == width - 1 ? width - 1 : width / 2;
  }
}
