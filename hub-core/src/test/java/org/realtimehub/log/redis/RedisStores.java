package org.realtimehub.log.redis;

import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Opens stores for the tests of a class and closes them after the last; any class may use it. */
final class RedisStores implements AfterAllCallback {

  private static final AtomicInteger HUBS = new AtomicInteger();

  private @Nullable Vertx vertx;
  private final List<RedisStore> opened = new ArrayList<>();

  /** A name that no test had before. */
  static String newHub() {
    return "hub-" + HUBS.incrementAndGet();
  }

  Vertx vertx() {
    Vertx running = vertx;
    if (running == null) {
      running = Vertx.vertx();
      vertx = running;
    }
    return running;
  }

  RedisStore open(RedisTestSettings settings) {
    RedisStore store = RedisStore.open(vertx(), settings.all());
    opened.add(store);
    return store;
  }

  @Override
  public void afterAll(ExtensionContext test) throws Exception {
    for (RedisStore store : opened) {
      store.close().await(20, TimeUnit.SECONDS);
    }
    opened.clear();
    vertx().close().await(20, TimeUnit.SECONDS);
    vertx = null;
  }
}
