package org.realtimehub.topic.template;

/** The operators of expressions and how they expand (RFC 6570, appendix A). */
enum Operator {
  SIMPLE("", "", ",", false, false),
  RESERVED("+", "", ",", false, true),
  FRAGMENT("#", "#", ",", false, true),
  LABEL(".", ".", ".", false, false),
  PATH("/", "/", "/", false, false),
  PARAMETER(";", ";", ";", true, false),
  QUERY("?", "?", "&", true, false),
  CONTINUATION("&", "&", "&", true, false);

  /** How it is written in the expression. */
  final String sign;

  /** What comes before the first defined variable. */
  final String first;

  final String separator;

  /** Whether values come with the names of their variables. */
  final boolean named;

  /** Whether reserved characters are expanded as they are. */
  final boolean reserved;

  Operator(String sign, String first, String separator, boolean named, boolean reserved) {
    this.sign = sign;
    this.first = first;
    this.separator = separator;
    this.named = named;
    this.reserved = reserved;
  }

  static Operator of(String expression) {
    for (Operator operator : values()) {
      if (operator != SIMPLE && expression.startsWith(operator.sign)) {
        return operator;
      }
    }
    return SIMPLE;
  }
}
