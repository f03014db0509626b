package org.realtimehub.topic.pattern;

/** A reader over the text of a regular expression, which is ASCII. */
final class RegexpSource {

  private static final int END = -1;

  private final String text;
  private int position;

  RegexpSource(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return position == text.length();
  }

  /** The next character, or -1 at the end. */
  int peek() {
    return peek(0);
  }

  int peek(int ahead) {
    return position + ahead < text.length() ? text.charAt(position + ahead) : END;
  }

  int next() throws InvalidPatternException {
    if (atEnd()) {
      throw malformed();
    }
    return text.charAt(position++);
  }

  /** The character read last. */
  int previous() {
    return text.charAt(position - 1);
  }

  boolean accept(String expected) {
    if (!text.startsWith(expected, position)) {
      return false;
    }
    position += expected.length();
    return true;
  }

  void require(String expected) throws InvalidPatternException {
    if (!accept(expected)) {
      throw malformed();
    }
  }

  /** What stands before the next {@code end}, which is consumed too. */
  String until(String end) throws InvalidPatternException {
    int at = text.indexOf(end, position);
    if (at < 0) {
      throw malformed();
    }
    String found = text.substring(position, at);
    position = at + end.length();
    return found;
  }

  /** A decimal number, cut off at {@code most}. */
  int number(int most) throws InvalidPatternException {
    if (!isDigit(peek())) {
      throw malformed();
    }
    int number = 0;
    while (isDigit(peek())) {
      number = Math.min(most, number * 10 + (next() - '0'));
    }
    return number;
  }

  int hex(int digits) throws InvalidPatternException {
    int value = 0;
    for (int i = 0; i < digits; i++) {
      value = (value << 4) | hexDigit();
    }
    return value;
  }

  int hexDigit() throws InvalidPatternException {
    int digit = Character.digit(next(), 16);
    if (digit < 0) {
      throw malformed();
    }
    return digit;
  }

  static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }

  static InvalidPatternException malformed() {
    return new InvalidPatternException("a group in parentheses is not a valid regular expression");
  }

  static InvalidPatternException unsupported(String feature) {
    return new InvalidPatternException(
        "a group in parentheses uses " + feature + ", which is not supported");
  }
}
