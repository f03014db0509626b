package org.realtimehub.topic;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UCharacterEnums.ECharacterCategory;
import java.util.Optional;

/**
 * Which characters may stand in topics, matchers, ids and event types: no controls, no invisible
 * format characters, no halves of surrogate pairs.
 *
 * <p>Source: draft-08, "Terminology"; categories are those of ICU4J's version of Unicode.
 */
public final class TopicText {

  private TopicText() {}

  /**
   * Describes the first forbidden character, if there is one, so that the name of the value can be
   * put before it; the index counts UTF-16 units from 0.
   */
  public static Optional<String> violation(String value) {
    for (int i = 0; i < value.length(); ) {
      int codePoint = value.codePointAt(i);
      Optional<String> kind = forbiddenKind(codePoint);
      if (kind.isPresent()) {
        return Optional.of(
            String.format("contains %s U+%04X at index %d", kind.get(), codePoint, i));
      }
      i += Character.charCount(codePoint);
    }
    return Optional.empty();
  }

  private static Optional<String> forbiddenKind(int codePoint) {
    if (codePoint >= 0x20 && codePoint < 0x7f) {
      return Optional.empty();
    }
    return switch (UCharacter.getType(codePoint)) {
      case ECharacterCategory.CONTROL -> Optional.of("the control character");
      case ECharacterCategory.FORMAT -> Optional.of("the format character");
      case ECharacterCategory.SURROGATE -> Optional.of("the unpaired surrogate");
      default -> Optional.empty();
    };
  }
}
