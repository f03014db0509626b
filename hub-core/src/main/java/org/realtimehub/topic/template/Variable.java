package org.realtimehub.topic.template;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A variable of an expression (RFC 6570, sections 2.3 and 2.4).
 *
 * @param maxLength of the prefix modifier, in characters; 0 if there is none
 * @param explode whether each item of a list or map is expanded on its own
 */
record Variable(String name, int maxLength, boolean explode) {

  // Deterministic: no two ways to read the same text, so this one does not backtrack.
  private static final Pattern SYNTAX =
      Pattern.compile(
          "((?:\\w|%\\p{XDigit}{2})(?:\\.?(?:\\w|%\\p{XDigit}{2}))*+)(?::([1-9]\\d{0,3})|(\\*))?");

  static Optional<Variable> parse(String text) {
    Matcher matcher = SYNTAX.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int maxLength = matcher.group(2) == null ? 0 : Integer.parseInt(matcher.group(2));
    return Optional.of(new Variable(matcher.group(1), maxLength, matcher.group(3) != null));
  }
}
