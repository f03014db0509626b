package org.realtimehub.topic.pattern;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Character classes with set operations (ECMA-262, section 22.2.1, {@code ClassContents}). */
final class RegexpClass {

  private static final String SYNTAX_CHARACTERS = "()[]{}/-|";
  private static final String DOUBLE_PUNCTUATORS = "&!#$%*+,.:;<=>?@^`~";

  private final RegexpSource in;
  private final boolean ignoreCase;
  private final int depth;

  private RegexpClass(RegexpSource in, boolean ignoreCase, int depth) {
    this.in = in;
    this.ignoreCase = ignoreCase;
    this.depth = depth;
  }

  /** Reads a class whose opening bracket has been read. */
  static BitSet parse(RegexpSource in, boolean ignoreCase, int depth)
      throws InvalidPatternException {
    EcmaRegexp.checkDepth(depth);
    RegexpClass parser = new RegexpClass(in, ignoreCase, depth);
    boolean negated = in.accept("^");
    BitSet set = parser.contents();
    return negated ? AsciiSet.complement(set) : set;
  }

  private BitSet contents() throws InvalidPatternException {
    BitSet set = new BitSet();
    boolean first = true;
    while (!in.accept("]")) {
      BitSet operand = nestedSet();
      boolean range = false;
      if (operand == null) {
        int from = character();
        range = in.peek() == '-' && in.peek(1) != '-';
        operand = range ? rangeFrom(from) : AsciiSet.single(from);
      }
      set.or(fold(operand));
      if (first && !range && (isNext("--") || isNext("&&"))) {
        return combine(set);
      }
      first = false;
    }
    return set;
  }

  private BitSet combine(BitSet set) throws InvalidPatternException {
    boolean subtract = isNext("--");
    String operator = subtract ? "--" : "&&";
    while (!in.accept("]")) {
      in.require(operator);
      if (in.peek() == '&') {
        throw RegexpSource.malformed();
      }
      BitSet operand = nestedSet();
      operand = fold(operand == null ? AsciiSet.single(character()) : operand);
      if (subtract) {
        set.andNot(operand);
      } else {
        set.and(operand);
      }
    }
    return set;
  }

  /** A nested class or an escape for a set, or null, and nothing read, if neither is next. */
  private @Nullable BitSet nestedSet() throws InvalidPatternException {
    if (in.accept("[")) {
      return parse(in, ignoreCase, depth + 1);
    }
    if (in.peek() == '\\' && in.peek(1) >= 0 && "dDsSwWpP".indexOf(in.peek(1)) >= 0) {
      in.next();
      return RegexpEscape.set(in);
    }
    return null;
  }

  private BitSet rangeFrom(int from) throws InvalidPatternException {
    in.require("-");
    int to = character();
    if (from > to) {
      throw RegexpSource.malformed();
    }
    return AsciiSet.range(from, to);
  }

  private int character() throws InvalidPatternException {
    int c = in.next();
    if (c == '\\') {
      return RegexpEscape.character(in, true);
    }
    boolean reserved = c == in.peek() && DOUBLE_PUNCTUATORS.indexOf(c) >= 0;
    if (reserved || SYNTAX_CHARACTERS.indexOf(c) >= 0) {
      throw RegexpSource.malformed();
    }
    return c;
  }

  private boolean isNext(String operator) {
    return in.peek() == operator.charAt(0) && in.peek(1) == operator.charAt(1);
  }

  private BitSet fold(BitSet set) {
    return ignoreCase ? AsciiSet.withBothCases(set) : set;
  }
}
