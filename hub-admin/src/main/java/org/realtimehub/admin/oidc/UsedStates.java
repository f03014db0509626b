package org.realtimehub.admin.oidc;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The sign-ins that have come back to this node, of which each may do so once. Memory is bounded:
 * the first to come back is forgotten first, and then the provider, which takes no code twice, is
 * all that stands against it. Owned by one event loop.
 */
final class UsedStates {

  static final int REMEMBERED = 1_000;

  /** When each is over anyway, in the order of coming back. */
  private final Map<String, Instant> byState = new LinkedHashMap<>();

  /** Whether this is the first time. */
  boolean use(Attempt attempt, Instant now) {
    Iterator<Instant> ends = byState.values().iterator();
    while (ends.hasNext() && !now.isBefore(ends.next())) {
      ends.remove();
    }
    if (byState.containsKey(attempt.state())) {
      return false;
    }
    if (byState.size() == REMEMBERED) {
      byState.remove(byState.keySet().iterator().next());
    }
    byState.put(attempt.state(), now.plus(Attempt.LIFETIME).plusSeconds(60));
    return true;
  }

  int size() {
    return byState.size();
  }
}
