package org.realtimehub.control;

import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.realtimehub.cluster.MemorySharedMap;
import org.realtimehub.cluster.SharedMap;

/** A shared map that a test can put out of reach. */
final class FailingMap implements SharedMap {

  private final SharedMap map;
  volatile boolean down;

  FailingMap(InstantSource clock) {
    this.map = new MemorySharedMap(clock);
  }

  private <T> Future<T> unlessDown(Supplier<Future<T>> operation) {
    return down ? Future.failedFuture("out of reach") : operation.get();
  }

  @Override
  public Future<Void> put(String key, String value, long expiresAt) {
    return unlessDown(() -> map.put(key, value, expiresAt));
  }

  @Override
  public Future<String> putIfAbsent(String key, String value) {
    return unlessDown(() -> map.putIfAbsent(key, value));
  }

  @Override
  public Future<Void> remove(String key) {
    return unlessDown(() -> map.remove(key));
  }

  @Override
  public Future<Map<String, String>> all() {
    return unlessDown(map::all);
  }
}
