package org.realtimehub.topic.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a template from left to right into the regular expression of its expansions. */
final class TemplateParser {

  /** Bounds what one character of a topic can cost. */
  private static final int MAX_COST = 1000;

  private final StringBuilder regex = new StringBuilder();
  private final List<String> texts = new ArrayList<>();
  private boolean onlyItself = true;
  private int cost;

  private TemplateParser() {}

  static Optional<UriTemplate> parse(String template) throws TemplateTooComplexException {
    TemplateParser parser = new TemplateParser();
    int position = 0;
    while (position < template.length()) {
      int open = template.indexOf('{', position);
      int end = open < 0 ? template.length() : open;
      if (!parser.literal(template.substring(position, end))) {
        return Optional.empty();
      }
      position = end;
      if (open >= 0) {
        int close = template.indexOf('}', open);
        if (close < 0 || !parser.expression(template.substring(open + 1, close))) {
          return Optional.empty();
        }
        position = close + 1;
      }
    }
    return Optional.of(
        new UriTemplate(List.copyOf(parser.texts), parser.regex.toString(), parser.onlyItself));
  }

  private boolean literal(String text) {
    Optional<Literal> literal = Literal.parse(text);
    literal.ifPresent(
        parsed -> {
          regex.append(parsed.regex());
          texts.add(parsed.asciiPrefix());
          onlyItself &= parsed.isAscii();
        });
    return literal.isPresent();
  }

  private boolean expression(String text) throws TemplateTooComplexException {
    onlyItself = false;
    Operator operator = Operator.of(text);
    List<Variable> variables = new ArrayList<>();
    for (String written : text.substring(operator.sign.length()).split(",", -1)) {
      Optional<Variable> variable = Variable.parse(written);
      if (variable.isEmpty()) {
        return false;
      }
      variables.add(variable.get());
    }
    // Many variables are refused before their expression is built, whose size is quadratic.
    checkCost(cost + variables.size());
    ExpressionRegex expression = new ExpressionRegex(operator, variables);
    cost += expression.cost();
    checkCost(cost);
    regex.append(expression.regex());
    return true;
  }

  private static void checkCost(int cost) throws TemplateTooComplexException {
    if (cost > MAX_COST) {
      throw new TemplateTooComplexException();
    }
  }
}
