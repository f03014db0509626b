package org.realtimehub.topic.template;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A URI template that strings are matched against, in time linear in the string.
 *
 * <p>Immutable and safe for any thread. Source: RFC 6570, levels 1 to 4.
 */
public final class UriTemplate {

  /** Bounds what one character of a topic can cost. */
  private static final int MAX_COST = 2000;

  private final String literalPrefix;
  private final Pattern regex;
  private final boolean onlyItself;

  UriTemplate(String literalPrefix, String regex, boolean onlyItself) {
    this.literalPrefix = literalPrefix;
    this.regex = Pattern.compile(regex);
    this.onlyItself = onlyItself;
  }

  /**
   * The template that is written here, or nothing if it is malformed.
   *
   * @throws TemplateTooComplexException if it is well formed but too costly to match
   */
  public static Optional<UriTemplate> parse(String template) throws TemplateTooComplexException {
    StringBuilder regex = new StringBuilder();
    String literalPrefix = null;
    boolean ascii = true;
    int cost = 0;
    int position = 0;
    while (position < template.length()) {
      int open = template.indexOf('{', position);
      int end = open < 0 ? template.length() : open;
      Optional<Literal> literal = Literal.parse(template.substring(position, end));
      if (literal.isEmpty()) {
        return Optional.empty();
      }
      regex.append(literal.get().regex());
      ascii &= literal.get().isAscii();
      if (literalPrefix == null) {
        literalPrefix = literal.get().asciiPrefix();
      }
      position = end;
      if (open >= 0) {
        int close = template.indexOf('}', open);
        Optional<ExpressionRegex> expression =
            close < 0 ? Optional.empty() : expression(template.substring(open + 1, close));
        if (expression.isEmpty()) {
          return Optional.empty();
        }
        cost += expression.get().cost();
        if (cost > MAX_COST) {
          throw new TemplateTooComplexException();
        }
        regex.append(expression.get().regex());
        position = close + 1;
      }
    }
    boolean onlyItself = ascii && template.indexOf('{') < 0;
    String prefix = literalPrefix == null ? "" : literalPrefix;
    return Optional.of(new UriTemplate(prefix, regex.toString(), onlyItself));
  }

  private static Optional<ExpressionRegex> expression(String text)
      throws TemplateTooComplexException {
    Operator operator = Operator.of(text);
    List<Variable> variables = new ArrayList<>();
    for (String written : text.substring(operator.sign.length()).split(",", -1)) {
      Optional<Variable> variable = Variable.parse(written);
      if (variable.isEmpty()) {
        return Optional.empty();
      }
      variables.add(variable.get());
    }
    // Checked before the expression is built, which takes quadratic time in the variables.
    if (variables.size() > MAX_COST) {
      throw new TemplateTooComplexException();
    }
    return Optional.of(new ExpressionRegex(operator, variables));
  }

  /** Whether the whole string is a possible expansion. */
  public boolean matches(String candidate) {
    return regex.matches(candidate);
  }

  /** Whether nothing matches but the text of the template itself. */
  public boolean matchesOnlyItself() {
    return onlyItself;
  }

  /** What every string that matches, and the template itself, begins with. */
  public String literalPrefix() {
    return literalPrefix;
  }
}
