package org.realtimehub.topic.pattern;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.List;

/**
 * Turns parts into one regular expression that a component must match wholly, with a capturing
 * group for each named part, in order (URL Pattern Standard, section 2.2).
 */
final class ComponentRegex {

  /** All wildcards of a pattern can be active at once, which a fixed character cannot. */
  private static final int COST_OF_GROUP = 4;

  private final Syntax syntax;
  private final StringBuilder out = new StringBuilder();
  private long size;

  private ComponentRegex(Syntax syntax) {
    this.syntax = syntax;
  }

  static Pattern compile(List<Part> parts, Syntax syntax) throws InvalidPatternException {
    ComponentRegex regex = new ComponentRegex(syntax);
    for (Part part : parts) {
      regex.append(part);
      EcmaRegexp.checkSize(regex.size);
    }
    try {
      return Pattern.compile(regex.out.toString());
    } catch (PatternSyntaxException e) {
      // Everything in it was translated or escaped, so what remains are limits of the engine.
      throw RegexpSource.unsupported("something");
    }
  }

  private void append(Part part) throws InvalidPatternException {
    if (part.isFixedOnce()) {
      out.append(Pattern.quote(part.value()));
    } else if (part.kind() == Part.Kind.FIXED_TEXT) {
      out.append("(?:").append(Pattern.quote(part.value())).append(')');
      out.append(part.modifier().sign);
      size += part.value().length();
    } else {
      appendGroup(part);
    }
  }

  private void appendGroup(Part part) throws InvalidPatternException {
    String regexp = regexp(part);
    String prefix = Pattern.quote(part.prefix());
    String suffix = Pattern.quote(part.suffix());
    if (!part.modifier().repeats()) {
      out.append("(?:" + prefix + "(" + regexp + ")" + suffix + ")" + part.modifier().sign);
    } else if (prefix.isEmpty() && suffix.isEmpty()) {
      out.append("((?:" + regexp + ")" + part.modifier().sign + ")");
    } else {
      // The first prefix and the last suffix lie outside the group, those between inside.
      String repeat = "(?:" + suffix + prefix + "(?:" + regexp + "))*";
      out.append("(?:" + prefix + "((?:" + regexp + ")" + repeat + ")" + suffix + ")");
      out.append(part.modifier() == Part.Modifier.ZERO_OR_MORE ? "?" : "");
      size += 2L * (part.prefix().length() + part.suffix().length());
    }
  }

  private String regexp(Part part) throws InvalidPatternException {
    size += part.modifier().repeats() ? 2 * COST_OF_GROUP : COST_OF_GROUP;
    return switch (part.kind()) {
      case FULL_WILDCARD -> ".*";
      case SEGMENT_WILDCARD -> segmentWildcard();
      default -> {
        EcmaRegexp.Translation translation = EcmaRegexp.translate(part.value());
        size += (part.modifier().repeats() ? 2L : 1L) * translation.size();
        yield translation.re2();
      }
    };
  }

  private String segmentWildcard() {
    return syntax.delimiter().isEmpty() ? "(?s:.)+?" : "[^" + syntax.delimiter() + "]+?";
  }
}
