package org.realtimehub.control;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What became of the search for one connection.
 *
 * @param detailOrNull null when no node that answered has it
 * @param missing nodes that did not answer, which may have it; empty when it was found
 */
public record ConnectionFound(@Nullable ConnectionDetail detailOrNull, List<Missing> missing) {

  public Optional<ConnectionDetail> detail() {
    return Optional.ofNullable(detailOrNull);
  }
}
