package org.realtimehub.control;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Part of the list of what is subscribed to, in the order of value and type. A page may be short,
 * even empty, and have another after it.
 *
 * @param nextOrNull what to ask on with, null at the end of the list
 * @param missing nodes that did not answer, whose subscribers are not counted
 */
public record MatcherPage(
    List<MatcherCount> rows, @Nullable String nextOrNull, List<Missing> missing) {

  /** What to ask on with, empty at the end of the list. */
  public Optional<String> next() {
    return Optional.ofNullable(nextOrNull);
  }
}
