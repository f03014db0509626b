package org.realtimehub.topic.pattern;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.lang.UProperty;
import com.ibm.icu.text.UnicodeSet;
import java.util.BitSet;

/** The part of a Unicode property, as in {@code \p{Lu}}, that lies within ASCII. */
final class UnicodeProperty {

  private UnicodeProperty() {}

  /**
   * @param expression what stands in the braces, with names exactly as ECMAScript spells them
   */
  static BitSet of(String expression) throws InvalidPatternException {
    int equals = expression.indexOf('=');
    UnicodeSet set =
        equals < 0
            ? lone(expression)
            : valued(expression.substring(0, equals), expression.substring(equals + 1));
    BitSet ascii = AsciiSet.all();
    ascii.stream().filter(c -> !set.contains(c)).forEach(ascii::clear);
    return ascii;
  }

  private static UnicodeSet lone(String name) throws InvalidPatternException {
    switch (name) {
      case "Any", "ASCII" -> {
        return new UnicodeSet(0, 0x10ffff);
      }
      case "Assigned" -> {
        return new UnicodeSet(0, 0x10ffff).removeAll(new UnicodeSet("[:Cn:]"));
      }
      default -> {
        int property = property(name);
        if (property >= UProperty.BINARY_START && property < UProperty.INT_START) {
          return new UnicodeSet().applyIntPropertyValue(property, 1);
        }
        return valued("gc", name);
      }
    }
  }

  private static UnicodeSet valued(String name, String value) throws InvalidPatternException {
    int property =
        switch (name) {
          case "General_Category", "gc" -> UProperty.GENERAL_CATEGORY_MASK;
          case "Script", "sc" -> UProperty.SCRIPT;
          case "Script_Extensions", "scx" -> UProperty.SCRIPT_EXTENSIONS;
          default -> throw RegexpSource.malformed();
        };
    // ICU knows the names of scripts under the property Script only.
    int named = property == UProperty.SCRIPT_EXTENSIONS ? UProperty.SCRIPT : property;
    try {
      int number = UCharacter.getPropertyValueEnum(named, value);
      for (int choice = 0; ; choice++) {
        if (value.equals(UCharacter.getPropertyValueName(named, number, choice))) {
          return new UnicodeSet().applyIntPropertyValue(property, number);
        }
      }
    } catch (IllegalArgumentException e) {
      throw RegexpSource.malformed();
    }
  }

  /** The property of exactly this name (ICU would also accept other cases), or -1. */
  private static int property(String name) {
    try {
      int property = UCharacter.getPropertyEnum(name);
      for (int choice = 0; ; choice++) {
        if (name.equals(UCharacter.getPropertyName(property, choice))) {
          return property;
        }
      }
    } catch (IllegalArgumentException e) {
      return -1;
    }
  }
}
