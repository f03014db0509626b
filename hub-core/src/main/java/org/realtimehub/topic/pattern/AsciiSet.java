package org.realtimehub.topic.pattern;

import java.util.BitSet;

/**
 * Sets of characters in regular expressions. ASCII is all there is: a pattern runs on components of
 * a parsed URL, and those contain nothing else.
 */
final class AsciiSet {

  private static final int SIZE = 0x80;

  private AsciiSet() {}

  static BitSet all() {
    return range(0, SIZE - 1);
  }

  static BitSet single(int codePoint) {
    return range(codePoint, codePoint);
  }

  static BitSet range(int first, int last) {
    BitSet set = new BitSet(SIZE);
    if (first < SIZE) {
      set.set(first, Math.min(last + 1, SIZE));
    }
    return set;
  }

  static BitSet of(String characters) {
    BitSet set = new BitSet(SIZE);
    characters.chars().forEach(set::set);
    return set;
  }

  static BitSet digits() {
    return range('0', '9');
  }

  static BitSet word() {
    BitSet set = range('a', 'z');
    set.or(range('A', 'Z'));
    set.or(digits());
    set.set('_');
    return set;
  }

  static BitSet space() {
    return of("\t\n\u000b\f\r ");
  }

  static BitSet allButLineEnds() {
    return complement(of("\n\r"));
  }

  static BitSet complement(BitSet set) {
    BitSet complement = all();
    complement.andNot(set);
    return complement;
  }

  static BitSet withBothCases(BitSet set) {
    BitSet folded = (BitSet) set.clone();
    set.stream()
        .filter(Character::isLetter)
        .forEach(
            c -> {
              folded.set(Character.toLowerCase(c));
              folded.set(Character.toUpperCase(c));
            });
    return folded;
  }

  /** Appends the set as one atom of RE2 syntax. */
  static void appendTo(StringBuilder out, BitSet set) {
    if (set.isEmpty()) {
      out.append("[^\\x00-\\x{10FFFF}]");
      return;
    }
    out.append('[');
    for (int first = set.nextSetBit(0); first >= 0; ) {
      int end = set.nextClearBit(first);
      out.append(hex(first)).append('-').append(hex(end - 1));
      first = set.nextSetBit(end);
    }
    out.append(']');
  }

  private static String hex(int c) {
    return String.format("\\x%02X", c);
  }
}
