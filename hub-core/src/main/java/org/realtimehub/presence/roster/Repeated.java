package org.realtimehub.presence.roster;

import org.jspecify.annotations.Nullable;

/**
 * Finds the equal text that was seen lately, so that entries share what they have in common. It
 * remembers a bounded number, and may miss some: then a text is kept twice.
 */
final class Repeated {

  private static final int PLACES = 4_096;

  private final @Nullable String[] seen = new String[PLACES];

  /** The same text, where possible the same object as before. */
  String share(String text) {
    int place = (text.hashCode() * 0x9E3779B9) >>> 20;
    String known = seen[place];
    if (text.equals(known)) {
      return known;
    }
    seen[place] = text;
    return text;
  }
}
