package org.realtimehub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.realtimehub.blackbox.Seed;

/** A real partition between real nodes: packets between them vanish, and nobody is told. */
final class PartitionIT {

  private final Random random = Seed.random("PartitionIT");

  /** It may hold the log, or a backup of it, or neither. */
  private final int cutOff = random.nextInt(3);

  @Test
  void minority_refusesUpdates_keepsItsSubscribers_andGivesThemWhatTheyMissedAfterwards()
      throws Exception {
    Assumptions.assumeTrue(
        Namespaces.possible(), "this machine does not let the test make network namespaces");
    try (Namespaces network = new Namespaces(3);
        Nodes nodes =
            new Nodes(
                "partition",
                network.sites(),
                "log.type=hazelcast",
                "cluster.minimum-size=2",
                "cluster.member-timeout=3s",
                "subscribe.heartbeat=1s",
                "connections.drain=1s");
        Load load = new Load(nodes, random)) {
      nodes.start();
      ResilientSubscriber stranded = load.subscribe(() -> nodes.get(cutOff).url(), null);
      load.start(4, 2, 5);
      awaitAccepted(load, 50);

      network.cutOff(cutOff);
      await(() -> nodes.get(cutOff).readiness().contains("only 1 of the 2 nodes"));
      int before = load.accepted();
      awaitAccepted(load, before + 50);
      int known = stranded.received().size();
      assertThat(nodes.get(cutOff).get("/health/live")).startsWith("200");

      network.heal(cutOff);
      nodes.awaitReady();
      await(() -> stranded.received().size() > known);
      load.endsExactly();
      assertThat(stranded.reconnects()).as("times its stream broke").isZero();
    }
  }

  private static void awaitAccepted(Load load, int count) {
    await(() -> load.accepted() >= count);
  }

  private static void await(java.util.concurrent.Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(60)).until(condition);
  }
}
