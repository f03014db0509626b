package org.realtimehub.topic.template;

import com.google.re2j.Pattern;
import java.util.List;

/**
 * The regular expression of what one expression can expand to (RFC 6570, section 3.2).
 *
 * <p>A variable may be undefined, a string, a list or a map; which one, nobody knows when matching,
 * so all are allowed for.
 */
final class ExpressionRegex {

  private static final String TRIPLET = "%[0-9A-Fa-f]{2}";
  private static final String CONTINUATION_TRIPLET = "%[89ABab][0-9A-Fa-f]";
  private static final String UNRESERVED = "A-Za-z0-9._~\\-";
  private static final String RESERVED = ":/?#\\[\\]@!$&'()*+,;=";

  /** A longer prefix modifier would cost more than it tells, and is taken as none. */
  private static final int MAX_COUNTED_PREFIX = 100;

  private static final int COST_OF_ITEM = 8;

  private final Operator operator;
  private final List<Variable> variables;
  private final StringBuilder out = new StringBuilder();
  private int cost;

  ExpressionRegex(Operator operator, List<Variable> variables) {
    this.operator = operator;
    this.variables = variables;
    if (operator.separator.equals(",")) {
      commaSeparated();
    } else if (operator.first.equals(operator.separator)) {
      for (Variable variable : variables) {
        appendOptional(operator.separator, variable);
      }
    } else {
      anyFirst();
    }
  }

  String regex() {
    return out.toString();
  }

  /** Roughly the number of states of an automaton for it. */
  int cost() {
    return cost;
  }

  /** Lists contain commas too, so variables cannot be told apart. */
  private void commaSeparated() {
    boolean string = variables.size() == 1 && variables.get(0).maxLength() > 0;
    boolean maps = variables.stream().anyMatch(Variable::explode);
    out.append("(?:").append(Pattern.quote(operator.first));
    out.append(string ? prefix(variables.get(0)) : characters(maps ? ",=" : ","));
    out.append(")?");
  }

  /** One kind of mark before the first variable and another between: any can be the first. */
  private void anyFirst() {
    out.append("(?:").append(Pattern.quote(operator.first)).append("(?:");
    for (int first = 0; first < variables.size(); first++) {
      Variable variable = variables.get(first);
      out.append(first == 0 ? "" : "|").append(item(variable));
      if (variable.explode()) {
        appendOptional(operator.separator, variable);
      }
      for (Variable later : variables.subList(first + 1, variables.size())) {
        appendOptional(operator.separator, later);
      }
    }
    out.append("))?");
  }

  private void appendOptional(String mark, Variable variable) {
    out.append("(?:").append(Pattern.quote(mark)).append(item(variable));
    out.append(variable.explode() ? ")*" : ")?");
  }

  private String item(Variable variable) {
    String value = variable.maxLength() > 0 ? prefix(variable) : characters(",");
    if (variable.explode() && !operator.named) {
      return characters("=");
    }
    if (!operator.named) {
      return value;
    }
    // The items of an exploded map have names of their own.
    String name =
        variable.explode() ? character("") + characters("") : Pattern.quote(variable.name());
    boolean bareIfEmpty = operator == Operator.PARAMETER;
    return name + (bareIfEmpty ? "(?:=" + value + ")?" : "=" + value);
  }

  private String characters(String also) {
    cost += COST_OF_ITEM;
    return character(also) + "*";
  }

  private String character(String also) {
    String allowed = UNRESERVED + (operator.reserved ? RESERVED : "") + also;
    return "(?:[" + allowed + "]|" + TRIPLET + ")";
  }

  /** Up to so many characters; one beyond ASCII is several triplets but counts once. */
  private String prefix(Variable variable) {
    if (variable.maxLength() > MAX_COUNTED_PREFIX) {
      return characters("");
    }
    cost += COST_OF_ITEM * variable.maxLength();
    String one = character("") + "(?:" + CONTINUATION_TRIPLET + ")*";
    return "(?:" + one + "){0," + variable.maxLength() + "}";
  }
}
