package org.realtimehub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.realtimehub.blackbox.Seed;

/** Three nodes with their log in Hazelcast, whatever happens to them. */
final class HazelcastChaosIT {

  private final Random random = Seed.random("HazelcastChaosIT");

  private Nodes nodes(String name) {
    return new Nodes(
        name,
        Nodes.local(3),
        "log.type=hazelcast",
        "cluster.minimum-size=2",
        "cluster.member-timeout=3s",
        "subscribe.heartbeat=1s",
        "connections.drain=1s");
  }

  @Test
  void nodeThatIsAloneAtFirst_waitsForTheOthers() throws Exception {
    try (Nodes nodes = nodes("alone")) {
      nodes.startNext();
      Awaitility.await()
          .atMost(NodeProcess.PATIENCE)
          .until(() -> nodes.output(0).contains("waiting for the log"));
      nodes.start();
    }
  }

  @Test
  void rollingRestartUnderLoad_losesNothing() throws Exception {
    try (Nodes nodes = nodes("rolling-restart");
        Load load = new Load(nodes, random)) {
      nodes.start();
      load.start(6, 3, 5);
      Faults faults = new Faults(nodes, random);
      for (int node = 0; node < nodes.size(); node++) {
        faults.stop(node);
      }
      List<String> log = load.endsExactly();
      assertThat(log).hasSizeGreaterThan(100);
      assertThat(load.reconnects()).isGreaterThan(3);
    }
  }

  @Test
  void nodesThatDieAndStall_loseNothing() throws Exception {
    try (Nodes nodes = nodes("chaos");
        Load load = new Load(nodes, random)) {
      nodes.start();
      load.start(6, 3, 5);
      Faults faults = new Faults(nodes, random);
      List<Faults.Fault> what =
          new ArrayList<>(
              List.of(faults::kill, faults::kill, faults::pauseShortly, faults::pauseForLong));
      Collections.shuffle(what, random);
      faults.happen(what);
      List<String> log = load.endsExactly();
      System.out.println(
          "chaos: "
              + log.size()
              + " updates, "
              + load.reconnects()
              + " reconnects, "
              + load.refusals()
              + " refusals");
    }
  }
}
