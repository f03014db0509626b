package org.realtimehub.log;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Offsets of retained updates by their id. An id that publishers used again leads to the oldest
 * update that bears it (draft-08, "Reconnection").
 *
 * <p>Not thread-safe; its log guards it.
 */
final class IdIndex {

  private final Map<String, Long> oldest = new HashMap<>();

  /** Later offsets of ids that were used more than once. */
  private final Map<String, Deque<Long>> repeated = new HashMap<>();

  void add(String id, long offset) {
    if (oldest.putIfAbsent(id, offset) != null) {
      repeated.computeIfAbsent(id, key -> new ArrayDeque<>()).add(offset);
    }
  }

  /** Forgets the oldest update with this id. */
  void removeOldest(String id) {
    Deque<Long> later = repeated.get(id);
    if (later == null) {
      oldest.remove(id);
      return;
    }
    oldest.put(id, later.remove());
    if (later.isEmpty()) {
      repeated.remove(id);
    }
  }

  @Nullable Long find(String id) {
    return oldest.get(id);
  }

  int size() {
    return oldest.size();
  }
}
