package org.realtimehub.topic.pattern;

import java.util.ArrayList;
import java.util.List;
import org.realtimehub.topic.pattern.Token.Kind;

/** Cuts a pattern string into tokens (URL Pattern Standard, section 2.1.2). */
final class Tokenizer {

  enum Policy {
    STRICT,
    LENIENT
  }

  private final String input;
  private final Policy policy;
  private final List<Token> tokens = new ArrayList<>();
  private int index;

  private Tokenizer(String input, Policy policy) {
    this.input = input;
    this.policy = policy;
  }

  /** The tokens, the last of which is always the end. */
  static List<Token> tokenize(String input, Policy policy) throws InvalidPatternException {
    Tokenizer tokenizer = new Tokenizer(input, policy);
    while (tokenizer.index < input.length()) {
      tokenizer.next();
    }
    tokenizer.add(Kind.END, tokenizer.index, tokenizer.index, tokenizer.index);
    return tokenizer.tokens;
  }

  private void next() throws InvalidPatternException {
    int codePoint = input.codePointAt(index);
    int after = index + Character.charCount(codePoint);
    switch (codePoint) {
      case '*' -> add(Kind.ASTERISK, index, after, after);
      case '+', '?' -> add(Kind.OTHER_MODIFIER, index, after, after);
      case '{' -> add(Kind.OPEN, index, after, after);
      case '}' -> add(Kind.CLOSE, index, after, after);
      case '\\' -> escaped(after);
      case ':' -> name(after);
      case '(' -> regexp(after);
      default -> add(Kind.CHAR, index, after, after);
    }
  }

  private void escaped(int start) throws InvalidPatternException {
    if (start == input.length()) {
      invalid(start, "a backslash at the end escapes nothing");
      return;
    }
    int end = input.offsetByCodePoints(start, 1);
    add(Kind.ESCAPED_CHAR, start, end, end);
  }

  private void name(int start) throws InvalidPatternException {
    int end = NameCodePoints.end(input, start);
    if (end == start) {
      invalid(start, "a colon is not followed by a name");
    } else {
      add(Kind.NAME, start, end, end);
    }
  }

  private void regexp(int start) throws InvalidPatternException {
    int depth = 1;
    for (int i = start; i < input.length(); i++) {
      char c = input.charAt(i);
      boolean last = i == input.length() - 1;
      if (c >= 0x80) {
        invalid(start, "a group in parentheses contains a character that is not ASCII");
        return;
      }
      if (i == start && c == '?') {
        invalid(start, "a group in parentheses starts with a question mark");
        return;
      }
      if (c == '\\') {
        if (last || input.charAt(++i) >= 0x80) {
          invalid(start, "a group in parentheses has an incomplete escape");
          return;
        }
      } else if (c == ')') {
        if (--depth == 0) {
          endOfRegexp(start, i);
          return;
        }
      } else if (c == '(') {
        depth++;
        if (last || input.charAt(i + 1) != '?') {
          invalid(start, "a group in parentheses contains a capturing group");
          return;
        }
      }
    }
    invalid(start, "a parenthesis is not closed");
  }

  private void endOfRegexp(int start, int end) throws InvalidPatternException {
    if (end == start) {
      invalid(start, "a group in parentheses is empty");
    } else {
      add(Kind.REGEXP, start, end, end + 1);
    }
  }

  private void add(Kind kind, int valueStart, int valueEnd, int next) {
    tokens.add(new Token(kind, index, input.substring(valueStart, valueEnd)));
    index = next;
  }

  private void invalid(int next, String message) throws InvalidPatternException {
    if (policy == Policy.STRICT) {
      throw new InvalidPatternException(message);
    }
    add(Kind.INVALID_CHAR, index, next, next);
  }
}
