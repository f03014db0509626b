package org.realtimehub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimehub.blackbox.Seed;
import org.realtimehub.log.redis.RedisProcess;
import redis.clients.jedis.Jedis;

/** Three nodes with their log in a real Redis, whatever happens to them and to it. */
final class RedisChaosIT {

  /** On disk before it is accepted. */
  @RegisterExtension
  static final RedisProcess redis =
      new RedisProcess("--appendonly", "yes", "--appendfsync", "always");

  private final Random random = Seed.random("RedisChaosIT");

  private Nodes nodes(String name) {
    return new Nodes(
        name,
        Nodes.local(3),
        "name=" + name,
        "log.type=redis",
        "log.redis.addresses=" + redis.address(),
        "log.timeout=2s",
        "cluster.member-timeout=3s",
        "subscribe.heartbeat=1s",
        "connections.drain=1s");
  }

  @Test
  void redisThatIsAway_refusesUpdates_keepsSubscribers_andLosesNothing() throws Exception {
    try (Nodes nodes = nodes("redis-away");
        Load load = new Load(nodes, random)) {
      nodes.start();
      load.start(6, 3, 5);
      awaitAccepted(load, 50);

      redis.kill();
      await(() -> nodes.get(0).readiness().contains("the log does not answer"));
      assertThat(nodes.get(0).get("/health/live")).startsWith("200");
      assertThat(load.refusedOnce(nodes.get(1).url(), Duration.ofSeconds(3)))
          .as("Retry-After")
          .isPresent();
      redis.start();
      nodes.awaitReady();
      awaitAccepted(load, load.accepted() + 50);

      load.endsExactly();
      assertThat(load.reconnects()).as("times a stream broke").isZero();
    }
  }

  @Test
  void redisThatIsFlushed_beginsANewLife_ofWhichSubscribersAreTold() throws Exception {
    try (Nodes nodes = nodes("redis-flushed");
        Load load = new Load(nodes, random)) {
      nodes.start();
      load.start(3, 2, 5);
      awaitAccepted(load, 50);

      redis.ask(Jedis::flushAll);
      await(load::everybodyToldOfAGap);
      awaitAccepted(load, load.accepted() + 50);

      load.endsExactlySinceTheGap();
      assertThat(load.reconnects()).as("times a stream broke").isZero();
    }
  }

  @Test
  void nodesAndRedisThatDieAndStall_loseNothing() throws Exception {
    try (Nodes nodes = nodes("redis-chaos");
        Load load = new Load(nodes, random)) {
      nodes.start();
      load.start(6, 3, 5);
      Faults faults = new Faults(nodes, random);
      List<Faults.Fault> what =
          new ArrayList<>(
              List.of(
                  faults::kill,
                  faults::pauseForLong,
                  node -> Faults.restart(redis),
                  node -> Faults.freeze(redis, 3_000)));
      Collections.shuffle(what, random);
      faults.happen(what);
      load.endsExactly();
    }
  }

  private static void awaitAccepted(Load load, int count) {
    await(() -> load.accepted() >= count);
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
  }
}
