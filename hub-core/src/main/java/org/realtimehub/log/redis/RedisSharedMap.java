package org.realtimehub.log.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import io.vertx.redis.client.Response;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realtimehub.cluster.SharedMap;

/** The shared map of a hub in a Redis hash. Thread-safe. */
public final class RedisSharedMap implements SharedMap {

  private static final LuaScript SCRIPT = LuaScript.of("map.lua");

  private final RedisStore store;
  private final InstantSource clock;
  private final List<String> keys;

  public RedisSharedMap(RedisStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
    this.keys = List.of(store.key("shared"));
  }

  @Override
  public Future<Void> put(String key, String value, long expiresAt) {
    return write(command("put").add(key).add(value).add(expiresAt)).mapEmpty();
  }

  @Override
  public Future<String> putIfAbsent(String key, String value) {
    return write(command("putIfAbsent").add(key).add(value).add(NEVER)).map(RedisSharedMap::text);
  }

  @Override
  public Future<Void> remove(String key) {
    return write(command("remove").add(key)).mapEmpty();
  }

  @Override
  public Future<Map<String, String>> all() {
    return store.read(SCRIPT, keys, command("all").list()).map(RedisSharedMap::entries);
  }

  private static Map<String, String> entries(@Nullable Response inTurn) {
    Map<String, String> entries = new HashMap<>();
    for (int i = 0; inTurn != null && i + 1 < inTurn.size(); i += 2) {
      entries.put(text(inTurn.get(i)), text(inTurn.get(i + 1)));
    }
    return entries;
  }

  private static String text(@Nullable Response response) {
    if (response == null) {
      throw new RedisException("Redis answered nothing where a text is due");
    }
    return response.toString(UTF_8);
  }

  private Future<@Nullable Response> write(Arguments arguments) {
    return store.write(SCRIPT, keys, arguments.list());
  }

  private Arguments command(String name) {
    return new Arguments().add(name).add(clock.millis());
  }
}
