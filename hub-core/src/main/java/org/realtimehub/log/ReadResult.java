package org.realtimehub.log;

import java.util.List;
import org.realtimehub.update.LoggedUpdate;

/** What reading after a position gave. */
public sealed interface ReadResult {

  /**
   * The updates after the position, in order, without a hole.
   *
   * @param updates empty when the position is the head
   * @param bounds of the log at the time of the read
   */
  record Slice(List<LoggedUpdate> updates, Bounds bounds) implements ReadResult {}

  /**
   * The position is older than what is retained, past the head, or of another epoch.
   *
   * @param bounds of the log at the time of the read; they tell where the reader can go on
   */
  record Gone(Bounds bounds) implements ReadResult {}
}
