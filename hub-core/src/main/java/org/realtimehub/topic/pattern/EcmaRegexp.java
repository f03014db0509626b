package org.realtimehub.topic.pattern;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Translates what a client wrote in parentheses, an ECMAScript regular expression with the {@code
 * v} flag, into RE2 syntax.
 *
 * <p>The two syntaxes overlap but do not agree: passed on as it is, {@code [\d&&[0-1]]} would be
 * accepted and mean something else. The translation also counts how large the compiled program will
 * be, because a few characters such as <code>(?:a{1000}){1000}</code> can ask for millions of
 * steps. Groups become non-capturing, since only the outermost has a name in a URL pattern.
 *
 * <p>Source: ECMA-262, section 22.2.1.
 */
final class EcmaRegexp {

  /** Bounds what one character of a topic can cost. */
  static final int MAX_SIZE = 600;

  private static final int MAX_DEPTH = 50;

  private final RegexpSource in;
  private final StringBuilder out = new StringBuilder();
  private final Set<String> names = new HashSet<>();

  private EcmaRegexp(String source) {
    in = new RegexpSource(source);
  }

  /**
   * @param re2 one expression in RE2 syntax, without capturing groups
   * @param size instructions of its program, roughly
   */
  record Translation(String re2, int size) {}

  static Translation translate(String source) throws InvalidPatternException {
    EcmaRegexp regexp = new EcmaRegexp(source);
    int size = regexp.disjunction(Flags.NONE, 0);
    if (!regexp.in.atEnd()) {
      throw RegexpSource.malformed();
    }
    return new Translation(regexp.out.toString(), size);
  }

  private record Flags(boolean ignoreCase, boolean dotAll) {
    static final Flags NONE = new Flags(false, false);
  }

  static void checkDepth(int depth) throws InvalidPatternException {
    if (depth > MAX_DEPTH) {
      throw RegexpSource.unsupported("more than " + MAX_DEPTH + " levels of nesting");
    }
  }

  private int disjunction(Flags flags, int depth) throws InvalidPatternException {
    checkDepth(depth);
    int size = alternative(flags, depth);
    while (in.accept("|")) {
      out.append('|');
      size = checkSize(size + 1L + alternative(flags, depth));
    }
    return size;
  }

  private int alternative(Flags flags, int depth) throws InvalidPatternException {
    int size = 0;
    while (!in.atEnd() && in.peek() != '|' && in.peek() != ')') {
      size = checkSize((long) size + term(flags, depth));
    }
    return size;
  }

  private int term(Flags flags, int depth) throws InvalidPatternException {
    int c = in.next();
    return switch (c) {
      case '^' -> assertion("\\A");
      case '$' -> assertion("\\z");
      case '(' -> quantified(group(flags, depth));
      case '.' -> quantified(set(flags.dotAll() ? AsciiSet.all() : AsciiSet.allButLineEnds()));
      case '[' -> quantified(set(RegexpClass.parse(in, flags.ignoreCase(), depth + 1)));
      case '\\' -> {
        if (in.accept("b")) {
          yield assertion("\\b");
        }
        yield in.accept("B") ? assertion("\\B") : quantified(escape(flags));
      }
      case '*', '+', '?', ')', ']', '{', '}', '|' -> throw RegexpSource.malformed();
      default -> quantified(character(c, flags));
    };
  }

  /** Takes no quantifier. */
  private int assertion(String re2) {
    out.append(re2);
    return 1;
  }

  private int escape(Flags flags) throws InvalidPatternException {
    BitSet set = RegexpEscape.set(in);
    if (set == null) {
      return character(RegexpEscape.character(in, false), flags);
    }
    return set(flags.ignoreCase() ? AsciiSet.withBothCases(set) : set);
  }

  private int character(int codePoint, Flags flags) {
    BitSet set = AsciiSet.single(codePoint);
    return set(flags.ignoreCase() ? AsciiSet.withBothCases(set) : set);
  }

  private int set(BitSet set) {
    AsciiSet.appendTo(out, set);
    return 1;
  }

  private int group(Flags flags, int depth) throws InvalidPatternException {
    Flags inner = flags;
    if (in.accept("?")) {
      if (in.accept("=") || in.accept("!") || in.accept("<=") || in.accept("<!")) {
        throw RegexpSource.unsupported("a lookahead or lookbehind");
      }
      if (in.accept("<")) {
        groupName();
      } else {
        inner = modifiers(flags);
      }
    }
    out.append("(?:");
    int size = disjunction(inner, depth + 1);
    in.require(")");
    out.append(')');
    return size;
  }

  private void groupName() throws InvalidPatternException {
    String name = in.until(">");
    boolean identifier = !name.isEmpty() && NameCodePoints.end(name, 0) == name.length();
    if (!identifier || !names.add(name)) {
      throw RegexpSource.malformed();
    }
  }

  private Flags modifiers(Flags outer) throws InvalidPatternException {
    String written = in.until(":");
    int minus = written.indexOf('-');
    String added = minus < 0 ? written : written.substring(0, minus);
    String removed = minus < 0 ? "" : written.substring(minus + 1);
    String both = added + removed;
    boolean known = both.chars().allMatch(c -> "ims".indexOf(c) >= 0);
    boolean distinct = both.chars().distinct().count() == both.length();
    if (!known || !distinct || (minus >= 0 && both.isEmpty())) {
      throw RegexpSource.malformed();
    }
    return new Flags(
        added.contains("i") || (outer.ignoreCase() && !removed.contains("i")),
        added.contains("s") || (outer.dotAll() && !removed.contains("s")));
  }

  private int quantified(int size) throws InvalidPatternException {
    long copies;
    if (in.accept("*") || in.accept("+") || in.accept("?")) {
      out.append((char) in.previous());
      copies = 1;
    } else if (in.accept("{")) {
      copies = counted();
    } else {
      return size;
    }
    if (in.accept("?")) {
      out.append('?');
    }
    return checkSize(copies * (Math.max(size, 1) + 1));
  }

  private int counted() throws InvalidPatternException {
    int least = in.number(MAX_SIZE + 1);
    int most = least;
    out.append('{').append(least);
    if (in.accept(",")) {
      out.append(',');
      if (in.peek() == '}') {
        most = least + 1;
      } else {
        most = in.number(MAX_SIZE + 1);
        out.append(most);
      }
    }
    in.require("}");
    out.append('}');
    if (most < least) {
      throw RegexpSource.malformed();
    }
    return most;
  }

  static int checkSize(long size) throws InvalidPatternException {
    if (size > MAX_SIZE) {
      throw new InvalidPatternException("a pattern this complex is not supported");
    }
    return (int) size;
  }
}
