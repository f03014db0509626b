package org.realtimehub.bench;

import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisAPI;
import io.vertx.redis.client.RedisOptions;
import io.vertx.redis.client.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What a hub leaves in a Redis that is not ours, and that is taken out again when it has ended. */
final class RedisKeys implements AutoCloseable {

  private static final long LIMIT_SECONDS = 30;

  private final RedisOptions options;
  private final String hub;

  /**
   * @param hub its name, which is in all its keys
   */
  RedisKeys(BenchOptions options, String hub) {
    URI redis =
        options.cluster().redis().orElseThrow(() -> new IllegalArgumentException("no Redis"));
    this.options = new RedisOptions().setConnectionString(redis.toString());
    Optional.ofNullable(options.servers().settings().get("log.redis.password"))
        .ifPresent(this.options::setPassword);
    this.hub = hub;
  }

  String hub() {
    return hub;
  }

  private String pattern() {
    return "hub:{" + hub + "}:*";
  }

  @Override
  public void close() throws BenchException {
    Vertx vertx = Vertx.vertx();
    try {
      unlink(RedisAPI.api(Redis.createClient(vertx, options)));
    } catch (TimeoutException | RuntimeException e) {
      throw new BenchException("cannot delete " + pattern() + " from Redis: " + e.getMessage(), e);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private void unlink(RedisAPI redis) throws TimeoutException {
    String cursor = "0";
    do {
      Response page =
          redis.scan(List.of(cursor, "MATCH", pattern())).await(LIMIT_SECONDS, TimeUnit.SECONDS);
      List<String> keys = new ArrayList<>();
      page.get(1).forEach(key -> keys.add(key.toString()));
      if (!keys.isEmpty()) {
        redis.unlink(keys).await(LIMIT_SECONDS, TimeUnit.SECONDS);
      }
      cursor = page.get(0).toString();
    } while (!cursor.equals("0"));
  }
}
