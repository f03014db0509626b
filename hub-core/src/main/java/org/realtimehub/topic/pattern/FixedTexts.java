package org.realtimehub.topic.pattern;

import java.util.ArrayList;
import java.util.List;

/** Collects the text of a pattern from left to right, interrupted where anything may stand. */
final class FixedTexts {

  private final List<String> texts = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  void text(String fixed) {
    text.append(fixed);
  }

  void gap() {
    if (texts.isEmpty() || !text.isEmpty()) {
      texts.add(text.toString());
      text.setLength(0);
    }
  }

  /** The first is what comes before all gaps, and may be empty. */
  List<String> toList() {
    gap();
    return List.copyOf(texts);
  }
}
