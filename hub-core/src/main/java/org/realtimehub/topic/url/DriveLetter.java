package org.realtimehub.topic.url;

/** Windows drive letters, which file URLs treat as roots (URL Standard, section 4.2). */
final class DriveLetter {

  private DriveLetter() {}

  static boolean is(String text) {
    return text.length() == 2 && isLetterAndMark(text);
  }

  static boolean isNormalized(String text) {
    return is(text) && text.charAt(1) == ':';
  }

  static boolean starts(String text) {
    return text.length() >= 2
        && isLetterAndMark(text)
        && (text.length() == 2 || "/\\?#".indexOf(text.charAt(2)) >= 0);
  }

  private static boolean isLetterAndMark(String text) {
    char letter = text.charAt(0);
    char mark = text.charAt(1);
    return ((letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z'))
        && (mark == ':' || mark == '|');
  }
}
