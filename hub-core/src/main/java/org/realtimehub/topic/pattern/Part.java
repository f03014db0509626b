package org.realtimehub.topic.pattern;

/**
 * A piece of a component's pattern: fixed text, or one group with its surroundings.
 *
 * <p>Source: URL Pattern Standard, section 2.1.3.
 *
 * @param value the fixed text, or the regular expression of a {@link Kind#REGEXP}
 * @param name of the group; empty for fixed text
 * @param prefix fixed text that belongs to the group, and is repeated or left out with it
 * @param suffix likewise
 */
record Part(Kind kind, String value, Modifier modifier, String name, String prefix, String suffix) {

  enum Kind {
    FIXED_TEXT,
    REGEXP,
    SEGMENT_WILDCARD,
    FULL_WILDCARD
  }

  enum Modifier {
    NONE(""),
    OPTIONAL("?"),
    ZERO_OR_MORE("*"),
    ONE_OR_MORE("+");

    final String sign;

    Modifier(String sign) {
      this.sign = sign;
    }

    boolean repeats() {
      return this == ZERO_OR_MORE || this == ONE_OR_MORE;
    }

    boolean required() {
      return this == NONE || this == ONE_OR_MORE;
    }

    static Modifier of(String sign) {
      for (Modifier modifier : values()) {
        if (modifier.sign.equals(sign)) {
          return modifier;
        }
      }
      return NONE;
    }
  }

  static Part fixed(String text, Modifier modifier) {
    return new Part(Kind.FIXED_TEXT, text, modifier, "", "", "");
  }

  boolean isFixedOnce() {
    return kind == Kind.FIXED_TEXT && modifier == Modifier.NONE;
  }
}
