package org.realtimehub.feed;

import org.realtimehub.log.Batch;
import org.realtimehub.update.Position;

/**
 * One event loop's end of the feed. Called on that loop's context only, in log order.
 *
 * <p>First {@link #start}, then batches that continue exactly where the last one ended; {@link
 * #restart} when the log no longer has what would continue there.
 */
public interface FeedListener {

  /** The feed runs; the next batch follows this position. */
  void start(Position head);

  /** Updates that follow the last position without a hole. */
  void batch(Batch batch);

  /**
   * The next batch follows this position: of a new epoch, or further on when the log no longer has
   * what lies between, or further back when the log lost its end.
   */
  void restart(Position head);

  /** Whether what it does with a batch delivers it, so that it is to be timed. */
  default boolean delivers() {
    return false;
  }
}
