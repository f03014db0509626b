package org.realtimehub.topic.template;

import com.google.re2j.Pattern;
import java.util.List;
import java.util.Optional;

/**
 * A URI template that strings are matched against, in time linear in the string.
 *
 * <p>Immutable and safe for any thread. Source: RFC 6570, levels 1 to 4.
 */
public final class UriTemplate {

  private final List<String> texts;
  private final Pattern regex;
  private final boolean onlyItself;

  UriTemplate(List<String> texts, String regex, boolean onlyItself) {
    this.texts = texts;
    this.regex = Pattern.compile(regex);
    this.onlyItself = onlyItself;
  }

  /**
   * The template that is written here, or nothing if it is malformed.
   *
   * @throws TemplateTooComplexException if it is well formed but too costly to match
   */
  public static Optional<UriTemplate> parse(String template) throws TemplateTooComplexException {
    return TemplateParser.parse(template);
  }

  /** Whether the whole string is a possible expansion. */
  public boolean matches(String candidate) {
    return regex.matches(candidate);
  }

  /** Whether nothing matches but the text of the template itself. */
  public boolean matchesOnlyItself() {
    return onlyItself;
  }

  /**
   * What every string that matches, and the template itself, contains, in this order and without
   * overlap; it begins with the first, which may be empty.
   */
  public List<String> texts() {
    return texts;
  }
}
