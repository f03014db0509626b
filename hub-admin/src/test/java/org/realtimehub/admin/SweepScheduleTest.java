package org.realtimehub.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Promise;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.realtimehub.connection.SweepReport;

final class SweepScheduleTest {

  private TestNode node;
  private TestNode.TestLoop one;
  private TestNode.TestLoop other;

  @BeforeEach
  void start() throws Exception {
    node = new TestNode(Duration.ofMillis(10));
    one = node.loops.get(0);
    other = node.loops.get(1);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private static Promise<SweepReport> sweep(TestNode.TestLoop loop, int number) {
    await().until(() -> loop.sweeps.size() >= number);
    return loop.sweeps.get(number - 1);
  }

  @Test
  void everyLoop_isSweptWithTheConfiguredLimits() {
    sweep(one, 1);
    sweep(other, 1);
    assertThat(one.limits).containsOnly(TestNode.SWEEP_LIMITS);
    assertThat(other.limits).containsOnly(TestNode.SWEEP_LIMITS);
  }

  @Test
  void sweepUnderWay_isNotOvertakenByTheNext() throws Exception {
    sweep(one, 1).complete(SweepReport.EMPTY);
    sweep(other, 1);
    for (int tick = 0; tick < 5; tick++) {
      node.pause(Duration.ofMillis(10));
    }
    assertThat(one.sweeps).hasSize(1);
    other.sweeps.get(0).complete(new SweepReport(10, 1, 2, 0, 0));
    sweep(one, 2);
    sweep(other, 2);
  }

  @Test
  void failedSweep_doesNotEndTheSchedule() {
    sweep(one, 1).fail("the loop is gone");
    sweep(other, 1).complete(SweepReport.EMPTY);
    sweep(one, 2).complete(SweepReport.EMPTY);
    sweep(other, 2).complete(SweepReport.EMPTY);
    sweep(one, 3);
  }
}
