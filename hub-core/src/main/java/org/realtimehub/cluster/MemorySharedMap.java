package org.realtimehub.cluster;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** The shared map of a hub on one node, in its memory. Thread-safe. */
public final class MemorySharedMap implements SharedMap {

  private record Entry(String value, long expiresAt) {}

  private final Map<String, Entry> entries = new HashMap<>();
  private final InstantSource clock;

  public MemorySharedMap(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized Future<Void> put(String key, String value, long expiresAt) {
    entries.put(key, new Entry(value, expiresAt));
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<String> putIfAbsent(String key, String value) {
    forgetExpired();
    Entry kept = entries.computeIfAbsent(key, absent -> new Entry(value, NEVER));
    return Future.succeededFuture(kept.value);
  }

  @Override
  public synchronized Future<Void> remove(String key) {
    entries.remove(key);
    return Future.succeededFuture();
  }

  @Override
  public synchronized Future<Map<String, String>> all() {
    forgetExpired();
    Map<String, String> all = new HashMap<>();
    entries.forEach((key, entry) -> all.put(key, entry.value));
    return Future.succeededFuture(all);
  }

  private void forgetExpired() {
    long now = clock.millis();
    entries.values().removeIf(entry -> entry.expiresAt <= now);
  }
}
