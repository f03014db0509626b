package org.realtimehub.log;

import java.util.List;
import org.realtimehub.update.LoggedUpdate;

/**
 * Updates that were appended together; their offsets follow one another without a hole. Immutable.
 *
 * @param epoch the life of the log they belong to
 * @param updates in log order; may be empty when an append added nothing
 */
public record Batch(String epoch, List<LoggedUpdate> updates) {

  public Batch {
    updates = List.copyOf(updates);
  }

  public boolean isEmpty() {
    return updates.isEmpty();
  }

  /** Offset of the first update; the batch must not be empty. */
  public long first() {
    return updates.get(0).offset();
  }

  /** Offset of the last update; the batch must not be empty. */
  public long last() {
    return updates.get(updates.size() - 1).offset();
  }
}
