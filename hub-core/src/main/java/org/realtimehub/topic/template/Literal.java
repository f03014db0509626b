package org.realtimehub.topic.template;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.re2j.Pattern;
import java.util.Optional;

/**
 * Text outside of expressions (RFC 6570, sections 2.1 and 3.1).
 *
 * @param regex what it expands to
 * @param asciiPrefix the beginning that expands to itself
 */
record Literal(String regex, String asciiPrefix, boolean isAscii) {

  private static final String FORBIDDEN = " \"<>\\^`{|}";

  /** Nothing if the text contains a character that must not stand outside of expressions. */
  static Optional<Literal> parse(String text) {
    StringBuilder regex = new StringBuilder();
    int asciiEnd = text.length();
    for (int i = 0; i < text.length(); ) {
      int codePoint = text.codePointAt(i);
      if (codePoint <= 0x20
          || codePoint == 0x7f
          || FORBIDDEN.indexOf(codePoint) >= 0
          || (codePoint == '%' && !isTriplet(text, i))) {
        return Optional.empty();
      }
      String character = Character.toString(codePoint);
      if (codePoint < 0x80) {
        regex.append(Pattern.quote(character));
      } else {
        // Expanded to triplets, but topics are also published as IRIs, which keep it.
        asciiEnd = Math.min(asciiEnd, i);
        String raw = Pattern.quote(character);
        regex.append("(?:").append(raw).append('|').append(triplets(character)).append(')');
      }
      i += Character.charCount(codePoint);
    }
    boolean ascii = asciiEnd == text.length();
    return Optional.of(new Literal(regex.toString(), text.substring(0, asciiEnd), ascii));
  }

  private static boolean isTriplet(String text, int percent) {
    return percent + 2 < text.length()
        && Character.digit(text.charAt(percent + 1), 16) >= 0
        && Character.digit(text.charAt(percent + 2), 16) >= 0;
  }

  private static String triplets(String character) {
    StringBuilder triplets = new StringBuilder("(?i:");
    for (byte octet : character.getBytes(UTF_8)) {
      triplets.append(String.format("%%%02X", octet));
    }
    return triplets.append(')').toString();
  }
}
