package org.realtimehub.topic.pattern;

/**
 * A lexical unit of a pattern string (URL Pattern Standard, section 2.1.1).
 *
 * @param index where it starts in the input, in UTF-16 units
 */
record Token(Kind kind, int index, String value) {

  enum Kind {
    OPEN,
    CLOSE,
    REGEXP,
    NAME,
    CHAR,
    ESCAPED_CHAR,
    OTHER_MODIFIER,
    ASTERISK,
    END,
    INVALID_CHAR
  }

  boolean is(Kind wanted) {
    return kind == wanted;
  }

  /** Whether it stands for this character as plain text, not as pattern syntax. */
  boolean isPlain(String character) {
    return value.equals(character)
        && (is(Kind.CHAR) || is(Kind.ESCAPED_CHAR) || is(Kind.INVALID_CHAR));
  }
}
