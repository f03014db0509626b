package org.realtimehub.log.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimehub.cluster.SharedMap;
import org.realtimehub.log.Bounds;
import org.realtimehub.log.EventLog;
import org.realtimehub.update.Updates;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.params.MigrateParams;

/** A Redis Cluster of three primaries. */
final class RedisClusterTest extends RedisFixture {

  private static final int SLOTS = 16_384;

  @RegisterExtension static final RedisProcess one = member();
  @RegisterExtension static final RedisProcess two = member();
  @RegisterExtension static final RedisProcess three = member();

  private static final List<RedisProcess> NODES = List.of(one, two, three);

  private static RedisProcess member() {
    return new RedisProcess("--save", "", "--cluster-enabled", "yes");
  }

  @BeforeAll
  static void join() {
    int share = SLOTS / NODES.size() + 1;
    for (int i = 0; i < NODES.size(); i++) {
      int[] slots = IntStream.range(i * share, Math.min(SLOTS, (i + 1) * share)).toArray();
      NODES.get(i).ask(jedis -> jedis.clusterAddSlots(slots));
    }
    one.ask(jedis -> jedis.clusterMeet("127.0.0.1", two.port()));
    one.ask(jedis -> jedis.clusterMeet("127.0.0.1", three.port()));
    await()
        .atMost(30, SECONDS)
        .until(
            () ->
                NODES.stream()
                    .map(node -> node.<String>ask(Jedis::clusterInfo))
                    .allMatch(
                        info ->
                            info.contains("cluster_state:ok") && info.contains("cluster_size:3")));
  }

  @Override
  RedisTestSettings settings() {
    return RedisTestSettings.of(hub, RedisSettings.Mode.CLUSTER, List.of(two.address()));
  }

  private int slot() {
    return Math.toIntExact(one.<Long>ask(jedis -> jedis.clusterKeySlot("{" + hub + "}")));
  }

  private RedisProcess owner() {
    return NODES.get(slot() / (SLOTS / NODES.size() + 1));
  }

  @Test
  void hubsAreSpread_eachWithAllItsKeysOnOneNode() throws Exception {
    Set<RedisProcess> owners = new HashSet<>();
    while (owners.size() < NODES.size()) {
      hub = RedisStores.newHub();
      EventLog log = node();
      append(log, Updates.keyed("a", "key"));
      RedisStore store = stores.open(settings());
      result(new RedisSharedMap(store, clock).put("a", "1", SharedMap.NEVER));
      assertThat(ids(all(log))).containsExactly("a");
      assertThat(owner().<Set<String>>ask(jedis -> jedis.keys("hub:\\{" + hub + "}:*"))).hasSize(6);
      owners.add(owner());
    }
  }

  @Test
  void hubWhoseSlotMoves_isFollowed_andTheLogGoesOn() throws Exception {
    EventLog log = node();
    append(log, Updates.of("a"), Updates.of("b"));
    Bounds before = result(log.bounds());
    RedisProcess from = owner();
    RedisProcess to = NODES.get((NODES.indexOf(from) + 1) % NODES.size());
    move(slot(), from, to);
    assertThat(append(log, Updates.of("c")).batch().first()).isEqualTo(3);
    assertThat(result(log.bounds())).isEqualTo(new Bounds(before.epoch(), 0, 3));
    assertThat(ids(all(log))).containsExactly("a", "b", "c");
    move(slot(), to, from);
    assertThat(append(log, Updates.of("d")).batch().first()).isEqualTo(4);
  }

  private static void move(int slot, RedisProcess from, RedisProcess to) {
    String source = from.ask(RedisClusterTest::id);
    String target = to.ask(RedisClusterTest::id);
    to.ask(jedis -> jedis.clusterSetSlotImporting(slot, source));
    from.ask(jedis -> jedis.clusterSetSlotMigrating(slot, target));
    from.ask(
        jedis -> {
          String[] keys = jedis.clusterGetKeysInSlot(slot, 100).toArray(String[]::new);
          return jedis.migrate(
              "127.0.0.1", to.port(), 0, 5_000, MigrateParams.migrateParams(), keys);
        });
    to.ask(jedis -> jedis.clusterSetSlotNode(slot, target));
    from.ask(jedis -> jedis.clusterSetSlotNode(slot, target));
  }

  private static String id(Jedis jedis) {
    String own =
        jedis
            .clusterNodes()
            .lines()
            .filter(line -> line.contains("myself"))
            .findFirst()
            .orElseThrow();
    return own.substring(0, own.indexOf(' '));
  }
}
