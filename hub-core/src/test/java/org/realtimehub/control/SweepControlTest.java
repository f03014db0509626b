package org.realtimehub.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.realtimehub.connection.SweepLimits;
import org.realtimehub.connection.SweepReport;
import org.realtimehub.connection.SweepTrigger;

/** Sweeps of all nodes, from one. */
@Timeout(60)
final class SweepControlTest {

  @RegisterExtension final TestCluster hub = new TestCluster(3);

  private static final SweepReport FOUND = new SweepReport(100, 1, 2, 3, 4);

  private Control control() {
    return hub.node(0).control();
  }

  @Test
  void sweep_isDoneByEveryLoopOfEveryNode_withTheConfiguredLimits() throws Exception {
    hub.node(1).loops.forEach(loop -> loop.report = FOUND);
    SweepAnswer answer = TestCluster.await(control().sweep(null, null, false));
    assertThat(answer.missing()).isEmpty();
    assertThat(answer.sweeps())
        .extracting(NodeSweep::node)
        .containsExactlyInAnyOrder("node-0", "node-1", "node-2");
    assertThat(answer.sweeps())
        .allSatisfy(
            one -> {
              assertThat(one.sweep().trigger()).isEqualTo(SweepTrigger.OPERATOR);
              assertThat(one.sweep().limits()).isEqualTo(TestCluster.LIMITS);
              assertThat(one.sweep().dryRun()).isFalse();
              assertThat(one.sweep().report())
                  .isEqualTo(one.node().equals("node-1") ? FOUND.plus(FOUND) : SweepReport.EMPTY);
            });
    for (TestCluster.Node node : hub.nodes) {
      assertThat(node.loops)
          .allSatisfy(
              loop ->
                  assertThat(loop.sweeps)
                      .containsExactly(new TestLoop.Asked(TestCluster.LIMITS, false)));
    }
  }

  @Test
  void dryRunOfOneNode_withLimitsOfItsOwn() throws Exception {
    SweepLimits limits =
        new SweepLimits(
            Duration.ZERO, Duration.ofMillis(1_500), Duration.ofNanos(1), Duration.ofDays(99_999));
    SweepAnswer answer = TestCluster.await(control().sweep("node-2", limits, true));
    SweepLimits arrived =
        new SweepLimits(
            Duration.ZERO, Duration.ofMillis(1_500), Duration.ofMillis(1), Duration.ofDays(36_500));
    assertThat(answer.sweeps())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.node()).isEqualTo("node-2");
              assertThat(one.sweep().dryRun()).isTrue();
              assertThat(one.sweep().limits()).isEqualTo(arrived);
            });
    assertThat(hub.node(2).loops.get(0).sweeps).containsExactly(new TestLoop.Asked(arrived, true));
    assertThat(hub.node(0).loops.get(0).sweeps).isEmpty();
  }

  @Test
  void lastSweepsOfAllNodes_areTold_newestFirst() throws Exception {
    TestCluster.await(control().sweep("node-0", null, false));
    TestCluster.await(control().sweep("node-2", null, true));
    TestCluster.await(control().sweep("node-0", null, true));
    hub.node(1).die();
    SweepAnswer answer = TestCluster.await(control().sweeps());
    assertThat(answer.sweeps()).hasSize(3);
    assertThat(answer.sweeps())
        .isSortedAccordingTo((a, b) -> b.sweep().started().compareTo(a.sweep().started()));
    assertThat(answer.missing()).containsExactly(new Missing("node-1", "it cannot be reached"));
  }

  @Test
  void sweepThatTakesLong_goesOn_andItsNodeIsNamed() throws Exception {
    hub.node(1).loops.get(1).report = null;
    SweepAnswer answer = TestCluster.await(control().sweep(null, null, false));
    assertThat(answer.sweeps()).hasSize(2);
    assertThat(answer.missing())
        .isEqualTo(List.of(new Missing("node-1", "its sweep has not ended yet and goes on")));
  }
}
