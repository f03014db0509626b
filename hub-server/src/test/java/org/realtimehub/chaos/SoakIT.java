package org.realtimehub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimehub.blackbox.Seed;
import org.realtimehub.log.redis.RedisProcess;

/** The same faults as in the short tests, one after the other for a long time. */
@Tag("soak")
final class SoakIT {

  private static final Duration EACH = Duration.ofMinutes(Integer.getInteger("hub.test.soak", 10));

  @RegisterExtension
  static final RedisProcess redis =
      new RedisProcess("--appendonly", "yes", "--appendfsync", "always");

  private final Random random = Seed.random("SoakIT");

  @Test
  void hazelcast_losesNothing() throws Exception {
    try (Nodes nodes =
        new Nodes(
            "soak-hazelcast",
            Nodes.local(3),
            "log.type=hazelcast",
            "cluster.minimum-size=2",
            "cluster.member-timeout=3s",
            "subscribe.heartbeat=1s",
            "connections.drain=1s")) {
      soak(nodes, List.of());
    }
  }

  @Test
  void redis_losesNothing() throws Exception {
    try (Nodes nodes =
        new Nodes(
            "soak-redis",
            Nodes.local(3),
            "name=soak",
            "log.type=redis",
            "log.redis.addresses=" + redis.address(),
            "log.timeout=2s",
            "cluster.member-timeout=3s",
            "subscribe.heartbeat=1s",
            "connections.drain=1s")) {
      soak(
          nodes,
          List.of(
              node -> Faults.restart(redis), node -> Faults.freeze(redis, random.nextInt(3_000))));
    }
  }

  private void soak(Nodes nodes, List<Faults.Fault> ofTheLog) throws Exception {
    try (Load load = new Load(nodes, random)) {
      nodes.start();
      load.start(8, 3, 20);
      Faults faults = new Faults(nodes, random);
      List<Faults.Fault> what =
          new ArrayList<>(
              List.of(faults::kill, faults::stop, faults::pauseShortly, faults::pauseForLong));
      what.addAll(ofTheLog);
      int happened = faults.happenFor(EACH, what);
      List<String> log = load.endsExactly();
      System.out.printf(
          "soak: %d faults, %d updates, %d reconnects, %d refusals%n",
          happened, log.size(), load.reconnects(), load.refusals());
      assertThat(happened).isGreaterThan((int) EACH.toMinutes());
    }
  }
}
