package org.realtimehub.topic.pattern;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.realtimehub.topic.url.Schemes;

/** The compiled pattern of one component. Immutable. */
final class ComponentPattern {

  private final List<Part> parts;

  /** All that it matches; null if that is not one text. */
  private final @Nullable String literal;

  /** Null where text comparison is enough. */
  private final @Nullable Pattern regex;

  private ComponentPattern(List<Part> parts, @Nullable Pattern regex) {
    this.parts = parts;
    this.literal =
        isLiteral(parts) ? parts.stream().map(Part::value).collect(Collectors.joining()) : null;
    this.regex = regex;
  }

  static ComponentPattern compile(String pattern, Syntax syntax) throws InvalidPatternException {
    List<Part> parts = PartParser.parse(pattern, syntax);
    boolean simple = isLiteral(parts) || isWildcard(parts);
    return new ComponentPattern(parts, simple ? null : ComponentRegex.compile(parts, syntax));
  }

  private static boolean isLiteral(List<Part> parts) {
    return parts.stream().allMatch(Part::isFixedOnce);
  }

  private static boolean isWildcard(List<Part> parts) {
    return parts.size() == 1
        && parts.get(0).kind() == Part.Kind.FULL_WILDCARD
        && parts.get(0).modifier() == Part.Modifier.NONE
        && parts.get(0).prefix().isEmpty()
        && parts.get(0).suffix().isEmpty();
  }

  boolean matches(String input) {
    if (regex != null) {
      return regex.matches(input);
    }
    return literal == null || literal.equals(input);
  }

  /** Whether it matches a scheme whose URLs have an authority and a hierarchical path. */
  boolean matchesSpecial() {
    return Schemes.special().stream().anyMatch(this::matches);
  }

  /** What everything it matches contains, in this order. */
  void collect(FixedTexts texts) {
    for (Part part : parts) {
      if (part.isFixedOnce()) {
        texts.text(part.value());
      } else if (!part.modifier().required()) {
        texts.gap();
      } else if (part.kind() == Part.Kind.FIXED_TEXT) {
        texts.text(part.value());
        texts.gap();
      } else {
        texts.text(part.prefix());
        texts.gap();
        texts.text(part.suffix());
      }
    }
  }

  /** The groups by name, those that took no part as null values; null if there is no match. */
  @Nullable Map<String, @Nullable String> exec(String input) {
    if (!matches(input)) {
      return null;
    }
    Map<String, @Nullable String> groups = new LinkedHashMap<>();
    Matcher matcher = regex == null ? null : regex.matcher(input);
    if (matcher != null && !matcher.matches()) {
      return null;
    }
    int index = 0;
    for (Part part : parts) {
      if (part.kind() != Part.Kind.FIXED_TEXT) {
        index++;
        String group = matcher == null ? input : matcher.group(index);
        groups.put(part.name(), tookPart(part, group) ? group : null);
      }
    }
    return groups;
  }

  /** In ECMAScript, but not in RE2, an optional part that matches nothing is taken as absent. */
  private static boolean tookPart(Part part, @Nullable String group) {
    boolean optional = part.modifier() == Part.Modifier.OPTIONAL;
    return !(optional && part.prefix().isEmpty() && part.suffix().isEmpty() && "".equals(group));
  }
}
