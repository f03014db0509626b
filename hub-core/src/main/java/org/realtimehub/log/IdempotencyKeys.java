package org.realtimehub.log;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The idempotency keys of the last minutes with the id each was answered with.
 *
 * <p>Bounded by time and by count: past the count the oldest key is forgotten early. Not
 * thread-safe; its log guards it.
 */
final class IdempotencyKeys {

  private record Entry(String id, long expiresAt) {}

  /** A key that is remembered, with the id it is answered with. */
  record Key(String key, String id, long expiresAt) {}

  private final Map<String, Entry> entries = new LinkedHashMap<>();
  private final int maxKeys;

  IdempotencyKeys(int maxKeys) {
    this.maxKeys = maxKeys;
  }

  /** The id that was first answered for this key, null when the key is new. */
  @Nullable String find(String key, long nowMillis) {
    Entry entry = entries.get(key);
    return entry == null || entry.expiresAt <= nowMillis ? null : entry.id;
  }

  void remember(String key, String id, long nowMillis) {
    forgetExpired(nowMillis);
    restore(key, id, nowMillis + EventLog.IDEMPOTENCY_WINDOW.toMillis());
  }

  /** Puts back what {@link #oldestFirst} gave, in its order. */
  void restore(String key, String id, long expiresAt) {
    entries.remove(key);
    entries.put(key, new Entry(id, expiresAt));
  }

  /** All keys, in the order in which they expire. */
  List<Key> oldestFirst() {
    List<Key> keys = new ArrayList<>(entries.size());
    entries.forEach((key, entry) -> keys.add(new Key(key, entry.id, entry.expiresAt)));
    return keys;
  }

  int size() {
    return entries.size();
  }

  /** Keys expire in the order in which they were remembered. */
  private void forgetExpired(long nowMillis) {
    Iterator<Entry> oldestFirst = entries.values().iterator();
    while (oldestFirst.hasNext()) {
      if (oldestFirst.next().expiresAt > nowMillis && entries.size() < maxKeys) {
        return;
      }
      oldestFirst.remove();
    }
  }
}
