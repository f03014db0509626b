package org.realtimehub.admin.topics;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.PastReader;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;

/** Pages back through what the log retains of a topic, the newest update first. Any thread. */
public final class TopicHistory {

  private final PastReader past;

  public TopicHistory(EventLog log) {
    this.past = new PastReader(log);
  }

  /**
   * Reads a page.
   *
   * @param topic null for all
   * @param before null to begin with the newest; what is no longer retained is passed over
   * @return fails when the log does not answer
   */
  Future<PastReader.Page> page(@Nullable String topic, @Nullable Position before, int limit) {
    return past.page(update -> belongs(update, topic), before, limit);
  }

  private static boolean belongs(LoggedUpdate logged, @Nullable String topic) {
    return !logged.placeholder()
        && !logged.update().handling().isSignal()
        && (topic == null || logged.update().topics().contains(topic));
  }
}
