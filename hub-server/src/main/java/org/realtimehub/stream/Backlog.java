package org.realtimehub.stream;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The connections of a loop for which bytes wait. Sweeps come seldom, and others than scheduled
 * ones at any time: so that they know since when a client takes nothing, these few are looked at
 * all the time. All others need no place to remember it.
 *
 * <p>Owned by its loop.
 */
final class Backlog {

  /** For a look at all of a hundred thousand, some seconds. */
  private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final int LOOKS_BETWEEN_CLOCKS = 16;

  private final List<Connection> waiting = new ArrayList<>();
  private int next;

  void add(Connection connection) {
    waiting.add(connection);
  }

  /** Those that have left, or whose clients took all, may still be among them. */
  List<Connection> waiting() {
    return Collections.unmodifiableList(waiting);
  }

  /** Looks at them, as many as there is time for, and goes on there the next time. */
  void look(long now) {
    long end = System.nanoTime() + LOOK_NANOS;
    for (int left = waiting.size(); left > 0; left--) {
      next = (next == 0 ? waiting.size() : Math.min(next, waiting.size())) - 1;
      if (!waiting.get(next).waits(now)) {
        Connection last = waiting.remove(waiting.size() - 1);
        if (next < waiting.size()) {
          waiting.set(next, last);
        }
      }
      if (left % LOOKS_BETWEEN_CLOCKS == 0 && System.nanoTime() - end >= 0) {
        return;
      }
    }
  }
}
