package org.realtimehub.control;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimehub.access.Dialect;
import org.realtimehub.connection.Particulars;
import org.realtimehub.control.ConnectionRow.Match;

/**
 * Everything that can be told of a connection.
 *
 * @param particulars what changes; its activity is that of the row
 */
public record ConnectionDetail(ConnectionRow row, Token token, Particulars particulars) {

  /**
   * What it was opened with.
   *
   * @param idOrNull {@code jti}
   * @param dialect in which the client speaks
   * @param subscribe topics whose private updates it may receive, in the order of values
   * @param publish topics to which its token may publish, in the order of values
   */
  public record Token(
      @Nullable String idOrNull, Dialect dialect, List<Match> subscribe, List<Match> publish) {

    public Optional<String> id() {
      return Optional.ofNullable(idOrNull);
    }
  }
}
