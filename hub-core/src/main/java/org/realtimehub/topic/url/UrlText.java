package org.realtimehub.topic.url;

import org.jspecify.annotations.Nullable;

/** What the URL Standard does with the text of a URL before and between its components. */
final class UrlText {

  private UrlText() {}

  /** Replaces unpaired surrogates, which are no scalar values, by U+FFFD. */
  static String scalar(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        return text.codePoints()
            .map(c -> c >= 0xd800 && c <= 0xdfff ? 0xfffd : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
      }
    }
    return text;
  }

  /** Removes C0 controls and spaces at both ends. */
  static String trim(String text) {
    return text.trim(); // String.trim removes exactly U+0000 to U+0020.
  }

  static String withoutTabsAndNewlines(String text) {
    return indexOfAny(text, "\t\n\r") == text.length() ? text : text.replaceAll("[\t\n\r]", "");
  }

  /** Index of the first of these characters, or the length of the text. */
  static int indexOfAny(String text, String characters) {
    for (int i = 0; i < text.length(); i++) {
      if (characters.indexOf(text.charAt(i)) >= 0) {
        return i;
      }
    }
    return text.length();
  }

  /** Index of the colon between host and port, or -1; colons in brackets belong to the host. */
  static int portColon(String text) {
    boolean insideBrackets = false;
    for (int i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '[' -> insideBrackets = true;
        case ']' -> insideBrackets = false;
        case ':' -> {
          if (!insideBrackets) {
            return i;
          }
        }
        default -> {}
      }
    }
    return -1;
  }

  /** The port without leading zeros, empty if the text is, or null if it is no port. */
  static @Nullable String portNumber(String text) {
    int port = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return null;
      }
      port = port * 10 + (c - '0');
      if (port > 0xffff) {
        return null;
      }
    }
    return text.isEmpty() ? "" : Integer.toString(port);
  }
}
