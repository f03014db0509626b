package org.realtimehub.http;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Content negotiation (RFC 9110, sections 8.3 and 12.5.1). */
public final class MediaTypes {

  public static final String FORM = "application/x-www-form-urlencoded";
  public static final String EVENT_STREAM = "text/event-stream";
  public static final String NDJSON = "application/x-ndjson";
  public static final String JSON = "application/json";

  private static final Pattern WELL_FORMED = Pattern.compile("[\\w!#$&^.+-]+/[\\w!#$&^.+-]+");

  private MediaTypes() {}

  /** The type without its parameters, in lower case; empty when it is missing or unparsable. */
  public static Optional<String> essence(@Nullable String contentType) {
    if (contentType == null) {
      return Optional.empty();
    }
    String type = beforeSemicolon(contentType).toLowerCase(Locale.ROOT);
    return type.equals(FORM) || WELL_FORMED.matcher(type).matches()
        ? Optional.of(type)
        : Optional.empty();
  }

  /**
   * The offered type that the {@code Accept} header likes best; the first offered one on a tie.
   *
   * @return empty when the header excludes all of them
   */
  public static Optional<String> negotiate(@Nullable String accept, List<String> offered) {
    if (accept == null || accept.isBlank()) {
      return Optional.of(offered.get(0));
    }
    Optional<String> best = Optional.empty();
    double bestQuality = 0;
    for (String type : offered) {
      double quality = quality(accept, type);
      if (quality > bestQuality) {
        best = Optional.of(type);
        bestQuality = quality;
      }
    }
    return best;
  }

  /** The weight the most specific matching range gives to a type. */
  private static double quality(String accept, String type) {
    double quality = 0;
    int specificity = -1;
    for (String part : accept.split(",", -1)) {
      String range = beforeSemicolon(part).toLowerCase(Locale.ROOT);
      int found = specificity(range, type);
      if (found > specificity) {
        specificity = found;
        quality = weight(part);
      }
    }
    return quality;
  }

  private static int specificity(String range, String type) {
    if (range.equals(type)) {
      return 2;
    }
    if (range.equals("*/*")) {
      return 0;
    }
    String group = type.substring(0, type.indexOf('/') + 1);
    return range.equals(group + "*") ? 1 : -1;
  }

  private static double weight(String part) {
    for (String parameter : part.split(";", -1)) {
      String text = parameter.trim().toLowerCase(Locale.ROOT);
      if (text.startsWith("q=")) {
        try {
          return Math.max(0, Math.min(1, Double.parseDouble(text.substring(2))));
        } catch (NumberFormatException e) {
          return 0;
        }
      }
    }
    return 1;
  }

  private static String beforeSemicolon(String text) {
    int semicolon = text.indexOf(';');
    return (semicolon < 0 ? text : text.substring(0, semicolon)).trim();
  }
}
