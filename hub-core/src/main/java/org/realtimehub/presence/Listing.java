package org.realtimehub.presence;

import java.util.List;
import org.realtimehub.update.Position;

/**
 * Subscriptions that are listed a few at a time, so that a long listing takes many short turns of
 * an event loop. For one caller, on any thread.
 */
public interface Listing {

  /** Events up to this position are considered. */
  Position at();

  /** Whether all have been listed. */
  boolean done();

  /** Some more; takes bounded time, and may find none although more follow. */
  List<Subscription> next();
}
