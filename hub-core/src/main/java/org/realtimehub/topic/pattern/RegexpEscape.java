package org.realtimehub.topic.pattern;

import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** What follows a backslash (ECMA-262, section 22.2.1, with the {@code v} flag). */
final class RegexpEscape {

  private static final String SYNTAX_CHARACTERS = "^$\\.*+?()[]{}|/";
  private static final String CLASS_PUNCTUATORS = "&-!#%,:;<=>@`~";

  private RegexpEscape() {}

  /** The set that {@code \d} and its like stand for; null, and nothing read, if none is next. */
  static @Nullable BitSet set(RegexpSource in) throws InvalidPatternException {
    int letter = in.peek();
    BitSet set;
    switch (Character.toLowerCase(letter)) {
      case 'd' -> set = AsciiSet.digits();
      case 's' -> set = AsciiSet.space();
      case 'w' -> set = AsciiSet.word();
      case 'p' -> {
        in.next();
        in.require("{");
        set = UnicodeProperty.of(in.until("}"));
        return letter == 'P' ? AsciiSet.complement(set) : set;
      }
      default -> {
        return null;
      }
    }
    in.next();
    return Character.isUpperCase(letter) ? AsciiSet.complement(set) : set;
  }

  /** The one character that the escape stands for. */
  static int character(RegexpSource in, boolean inClass) throws InvalidPatternException {
    int c = in.next();
    return switch (c) {
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 0x0b;
      case 'c' -> controlLetter(in);
      case 'x' -> in.hex(2);
      case 'u' -> unicode(in);
      case '0' -> nul(in);
      default -> identity(c, inClass);
    };
  }

  private static int nul(RegexpSource in) throws InvalidPatternException {
    if (RegexpSource.isDigit(in.peek())) {
      throw RegexpSource.malformed();
    }
    return 0;
  }

  private static int identity(int c, boolean inClass) throws InvalidPatternException {
    if (inClass && c == 'b') {
      return '\b';
    }
    if (SYNTAX_CHARACTERS.indexOf(c) >= 0 || (inClass && CLASS_PUNCTUATORS.indexOf(c) >= 0)) {
      return c;
    }
    if (!inClass && (RegexpSource.isDigit(c) || c == 'k')) {
      throw RegexpSource.unsupported("a backreference");
    }
    if (inClass && c == 'q') {
      throw RegexpSource.unsupported("strings in a character class");
    }
    throw RegexpSource.malformed();
  }

  private static int controlLetter(RegexpSource in) throws InvalidPatternException {
    int letter = in.next();
    if (!Character.isLetter(letter)) {
      throw RegexpSource.malformed();
    }
    return letter % 32;
  }

  private static int unicode(RegexpSource in) throws InvalidPatternException {
    if (!in.accept("{")) {
      int unit = in.hex(4);
      if (Character.isHighSurrogate((char) unit) && in.peek() == '\\' && in.peek(1) == 'u') {
        return surrogatePair(unit, in);
      }
      return unit;
    }
    int codePoint = in.hexDigit();
    while (!in.accept("}")) {
      codePoint = (codePoint << 4) | in.hexDigit();
      if (codePoint > Character.MAX_CODE_POINT) {
        throw RegexpSource.malformed();
      }
    }
    return codePoint;
  }

  /** Neither half, nor both together, is ASCII: all that counts is that the syntax is right. */
  private static int surrogatePair(int high, RegexpSource in) throws InvalidPatternException {
    if (in.peek(2) == '{') {
      return high;
    }
    in.require("\\u");
    return Character.toCodePoint((char) high, (char) in.hex(4));
  }
}
