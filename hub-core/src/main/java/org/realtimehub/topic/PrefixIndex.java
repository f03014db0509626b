package org.realtimehub.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Finds the entries whose prefix a text begins with, without looking at the others.
 *
 * <p>Owned by one event loop, like the index it belongs to.
 */
final class PrefixIndex<S> {

  private final TreeMap<String, List<MatcherEntry<S>>> byPrefix = new TreeMap<>();

  void add(MatcherEntry<S> entry) {
    List<MatcherEntry<S>> bucket =
        byPrefix.computeIfAbsent(entry.prefix(), prefix -> new ArrayList<>(1));
    entry.bucketIndex = bucket.size();
    bucket.add(entry);
  }

  void remove(MatcherEntry<S> entry) {
    List<MatcherEntry<S>> bucket = byPrefix.get(entry.prefix());
    if (bucket == null) {
      return;
    }
    MatcherEntry<S> last = bucket.remove(bucket.size() - 1);
    if (last != entry) {
      last.bucketIndex = entry.bucketIndex;
      bucket.set(entry.bucketIndex, last);
    }
    if (bucket.isEmpty()) {
      byPrefix.remove(entry.prefix());
    }
  }

  /**
   * Visits the longest prefixes first. What sorts just before the text, but is no prefix of it,
   * shares its beginning at most up to where they differ: the search goes on from there.
   */
  void forEachPrefixOf(String text, Consumer<MatcherEntry<S>> visit) {
    Map.Entry<String, List<MatcherEntry<S>>> candidate = byPrefix.floorEntry(text);
    while (candidate != null) {
      String prefix = candidate.getKey();
      if (text.startsWith(prefix)) {
        candidate.getValue().forEach(visit);
        candidate = byPrefix.lowerEntry(prefix);
      } else {
        candidate = byPrefix.floorEntry(text.substring(0, sharedLength(text, prefix)));
      }
    }
  }

  private static int sharedLength(String a, String b) {
    int length = Math.min(a.length(), b.length());
    for (int i = 0; i < length; i++) {
      if (a.charAt(i) != b.charAt(i)) {
        return i;
      }
    }
    return length;
  }

  boolean isEmpty() {
    return byPrefix.isEmpty();
  }
}
