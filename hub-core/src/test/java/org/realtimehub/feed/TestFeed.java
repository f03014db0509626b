package org.realtimehub.feed;

import org.realtimehub.log.Batch;
import org.realtimehub.log.ScriptedEventLog;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;
import org.realtimehub.update.Update;

/** A feed without a bus: appends to the log, fills the window, and gives the batch to the test. */
public final class TestFeed {

  private final ScriptedEventLog log;
  private final Window window;

  public TestFeed(ScriptedEventLog log, Window window) {
    this.log = log;
    this.window = window;
    window.reset(log.boundsNow().headPosition());
  }

  /** What a loop would be handed next. */
  public Batch append(Update... updates) {
    Batch batch = log.appendNow(updates);
    for (LoggedUpdate update : batch.updates()) {
      window.add(update.retained());
    }
    return batch;
  }

  /** The window forgets everything and goes on after a position. */
  public void restart(Position newHead) {
    window.reset(newHead);
  }
}
