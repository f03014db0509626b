package org.realtimehub.connection;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The bounded pool of connections of a node: who comes when it is full waits, first come first
 * served.
 *
 * <p>Thread-safe; its lock is held for a few map operations, and not on the way of updates.
 */
public final class Admission {

  private final AdmissionLimits limits;
  private final Deque<Place> waiting = new ArrayDeque<>();
  private final Map<String, Integer> byAddress = new HashMap<>();
  private final Map<String, Integer> byToken = new HashMap<>();
  private int held;

  public Admission(AdmissionLimits limits) {
    this.limits = limits;
  }

  public AdmissionLimits limits() {
    return limits;
  }

  /**
   * Asks for a place.
   *
   * @param token identity of the access token, null for an anonymous client
   * @param called runs, on the thread that freed a place, when a newcomer that had to wait gets it
   */
  public synchronized AdmissionOutcome ask(
      String address, @Nullable String token, Runnable called) {
    if (limits.perAddress() > 0 && count(byAddress, address) >= limits.perAddress()) {
      return new AdmissionOutcome.TooMany("connections of one address");
    }
    if (token != null && limits.perToken() > 0 && count(byToken, token) >= limits.perToken()) {
      return new AdmissionOutcome.TooMany("connections of one token");
    }
    if (held < limits.max()) {
      held++;
      return new AdmissionOutcome.Admitted(enter(address, token, called, Place.State.HELD));
    }
    if (waiting.size() < limits.maxWaiting()) {
      Place place = enter(address, token, called, Place.State.WAITING);
      waiting.add(place);
      return new AdmissionOutcome.Waiting(place);
    }
    return new AdmissionOutcome.Full();
  }

  private Place enter(String address, @Nullable String token, Runnable called, Place.State state) {
    if (limits.perAddress() > 0) {
      byAddress.merge(address, 1, Integer::sum);
    }
    if (token != null && limits.perToken() > 0) {
      byToken.merge(token, 1, Integer::sum);
    }
    return new Place(this, address, token, called, state);
  }

  void release(Place place) {
    Place next = leave(place);
    if (next != null) {
      next.call();
    }
  }

  /** Returns the waiting place that takes over, if one does. */
  private synchronized @Nullable Place leave(Place place) {
    Place.State before = place.state;
    if (before == Place.State.RELEASED) {
      return null;
    }
    place.state = Place.State.RELEASED;
    uncount(byAddress, place.address());
    if (place.token() != null) {
      uncount(byToken, place.token());
    }
    if (before == Place.State.WAITING) {
      waiting.remove(place);
      return null;
    }
    Place next = waiting.poll();
    if (next == null) {
      held--;
      return null;
    }
    next.state = Place.State.HELD;
    return next;
  }

  private static int count(Map<String, Integer> counts, String key) {
    return counts.getOrDefault(key, 0);
  }

  private static void uncount(Map<String, Integer> counts, String key) {
    counts.computeIfPresent(key, (k, count) -> count == 1 ? null : count - 1);
  }

  /** Places that are taken. */
  public synchronized int held() {
    return held;
  }

  /** Newcomers in the queue. */
  public synchronized int waiting() {
    return waiting.size();
  }
}
