package org.realtimehub.log.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimehub.cluster.SharedMap;
import org.realtimehub.cluster.SharedMapContract;

/** Redis keeps the rules of a map that nodes share. */
final class RedisSharedMapContractTest extends SharedMapContract {

  @RegisterExtension static final RedisProcess redis = new RedisProcess();
  @RegisterExtension static final RedisStores stores = new RedisStores();

  private String hub = "";

  @Override
  protected SharedMap open(InstantSource clock) {
    hub = RedisStores.newHub();
    return openAgain(clock);
  }

  @Override
  protected SharedMap openAgain(InstantSource clock) {
    return new RedisSharedMap(
        stores.open(RedisTestSettings.standalone(hub, redis.address())), clock);
  }

  @Test
  void twoHubs_doNotSeeEachOther() throws Exception {
    result(open(clock).put("a", "1", SharedMap.NEVER));
    assertThat(result(open(clock).all())).isEmpty();
  }

  @Test
  void whatExpired_leavesRedis() throws Exception {
    SharedMap map = open(clock);
    result(map.put("a", "1", clock.millis() + 1));
    clock.advance(Duration.ofMillis(1));
    result(map.all());
    assertThat(redis.<Boolean>ask(jedis -> jedis.exists("hub:{" + hub + "}:shared"))).isFalse();
  }
}
