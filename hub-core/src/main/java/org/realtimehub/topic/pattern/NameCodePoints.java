package org.realtimehub.topic.pattern;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;

/** Which code points may make up the name of a group: those of an ECMAScript identifier. */
final class NameCodePoints {

  private static final int ZERO_WIDTH_NON_JOINER = 0x200c;
  private static final int ZERO_WIDTH_JOINER = 0x200d;

  private NameCodePoints() {}

  static boolean isStart(int codePoint) {
    return codePoint == '$'
        || codePoint == '_'
        || UCharacter.hasBinaryProperty(codePoint, UProperty.ID_START);
  }

  static boolean isPart(int codePoint) {
    return codePoint == '$'
        || codePoint == ZERO_WIDTH_NON_JOINER
        || codePoint == ZERO_WIDTH_JOINER
        || UCharacter.hasBinaryProperty(codePoint, UProperty.ID_CONTINUE);
  }

  /** End of the name that starts here; {@code start} itself if none does. */
  static int end(String text, int start) {
    int end = start;
    while (end < text.length()) {
      int codePoint = text.codePointAt(end);
      if (!(end == start ? isStart(codePoint) : isPart(codePoint))) {
        break;
      }
      end += Character.charCount(codePoint);
    }
    return end;
  }
}
