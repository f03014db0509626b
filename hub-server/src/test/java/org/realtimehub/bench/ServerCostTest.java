package org.realtimehub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class ServerCostTest {

  private static final long SELF = ProcessHandle.current().pid();
  private static final long NOBODY = Long.MAX_VALUE;

  @Test
  void severalProcesses_costTheSum() {
    long one = new ServerCost(List.of(SELF)).cpu().orElseThrow().toNanos();

    assertThat(new ServerCost(List.of(SELF, SELF)).cpu().orElseThrow().toNanos())
        .isGreaterThanOrEqualTo(2 * one);
  }

  @Test
  void aProcessThatIsGone_makesTheSumUnknown() {
    ServerCost cost = new ServerCost(List.of(SELF, NOBODY));

    assertThat(cost.cpu()).isEmpty();
    assertThat(cost.residentKilobytes()).isEmpty();
  }
}
