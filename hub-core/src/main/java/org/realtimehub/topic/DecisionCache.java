package org.realtimehub.topic;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Remembers which patterns match the topics that were used last.
 *
 * <p>A new pattern does not void what is remembered: a decision knows up to which addition it was
 * made, and is completed from the latest additions. A removed pattern's entry is dead, and dropped
 * when the decision is next used. Bounded by the topics and by what they match, or else patterns
 * that match everything would make it grow with their number. Owned by one event loop.
 */
final class DecisionCache<S> {

  /** A decision that has missed more additions than this is made anew. */
  private static final int KEPT_ADDITIONS = 256;

  /** Topics that match more patterns than this on average take the place of others. */
  static final int MATCHES_PER_TOPIC = 16;

  private final int capacity;
  private final LinkedHashMap<String, Decision<S>> decisions = new LinkedHashMap<>(16, 0.75f, true);
  private final Deque<MatcherEntry<S>> latestAdditions = new ArrayDeque<>();
  private long additions;

  /** Matching entries of all decisions. */
  private long matches;

  /**
   * @param capacity how many topics to remember, if they match few patterns
   */
  DecisionCache(int capacity) {
    this.capacity = capacity;
  }

  private record Decision<S>(List<MatcherEntry<S>> matching, long additions) {}

  void added(MatcherEntry<S> entry) {
    additions++;
    if (latestAdditions.size() == KEPT_ADDITIONS) {
      latestAdditions.removeFirst();
    }
    latestAdditions.addLast(entry);
  }

  /** The live entries that match, or null if that is not known. The list is never modified. */
  @Nullable List<MatcherEntry<S>> get(String topic, Predicate<MatcherEntry<S>> matches) {
    Decision<S> decision = decisions.get(topic);
    if (decision == null || additions - decision.additions > latestAdditions.size()) {
      return null;
    }
    long missed = additions - decision.additions;
    if (missed == 0 && decision.matching.stream().allMatch(MatcherEntry::isAlive)) {
      return decision.matching;
    }
    List<MatcherEntry<S>> matching = new ArrayList<>(decision.matching.size());
    decision.matching.stream().filter(MatcherEntry::isAlive).forEach(matching::add);
    Iterator<MatcherEntry<S>> latest = latestAdditions.descendingIterator();
    for (long i = 0; i < missed; i++) {
      MatcherEntry<S> added = latest.next();
      if (added.isAlive() && matches.test(added)) {
        matching.add(added);
      }
    }
    put(topic, matching);
    return matching;
  }

  void put(String topic, List<MatcherEntry<S>> matching) {
    matches += matching.size();
    forget(decisions.put(topic, new Decision<>(matching, additions)));
    Iterator<Decision<S>> eldest = decisions.values().iterator();
    while (decisions.size() > capacity || matches > (long) capacity * MATCHES_PER_TOPIC) {
      forget(eldest.next());
      eldest.remove();
    }
  }

  private void forget(@Nullable Decision<S> decision) {
    if (decision != null) {
      matches -= decision.matching.size();
    }
  }

  void clear() {
    decisions.clear();
    matches = 0;
    latestAdditions.clear();
  }

  int size() {
    return decisions.size();
  }

  boolean isEmpty() {
    return decisions.isEmpty() && latestAdditions.isEmpty();
  }
}
