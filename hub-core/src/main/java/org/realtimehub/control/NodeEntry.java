package org.realtimehub.control;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A node in the list of those that are together.
 *
 * @param silent it is among them, but has not been heard of for some seconds
 * @param infoOrNull what it said last
 */
public record NodeEntry(String id, boolean silent, @Nullable NodeInfo infoOrNull) {

  /** What it said last; empty when it was never heard of, or speaks another version. */
  public Optional<NodeInfo> info() {
    return Optional.ofNullable(infoOrNull);
  }
}
