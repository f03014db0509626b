package org.realtimehub.timing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.realtimehub.timing.LatencyMeter.Distribution;

final class LatencyMeterTest {

  private final LatencyMeter meter = new LatencyMeter();

  private void took(int times, long millis) {
    for (int i = 0; i < times; i++) {
      meter.took(TimeUnit.MILLISECONDS.toNanos(millis));
    }
  }

  @Test
  void nothingMeasured_isNotZero() {
    meter.tick();
    assertThat(meter.p99()).isEmpty();
    assertThat(meter.all(1).count()).isZero();
  }

  @Test
  void p99_isOfTheLastTicks() {
    took(98, 1);
    took(2, 500);
    meter.tick();
    assertThat(meter.p99().orElseThrow()).isCloseTo(0.5, within(0.01));
    took(1_000, 2);
    meter.tick();
    assertThat(meter.p99().orElseThrow()).isCloseTo(0.002, within(0.0001));
    for (int i = 0; i < 5; i++) {
      meter.tick();
    }
    assertThat(meter.p99()).isEmpty();
  }

  @Test
  void all_isSinceTheStart_byBound() {
    took(3, 1);
    took(2, 40);
    meter.tick();
    took(1, TimeUnit.MINUTES.toMillis(5));
    meter.tick();
    Distribution all = meter.all(0.0001, 0.005, 0.05, 60);
    assertThat(all.counts()).containsExactly(0L, 3L, 5L, 6L);
    assertThat(all.count()).isEqualTo(6);
    assertThat(all.sumSeconds()).isCloseTo(300.083, within(0.0001));
  }

  @Test
  void clockThatGoesBack_countsAsNoTime() {
    meter.took(-5);
    meter.tick();
    assertThat(meter.all(0.001).counts()).containsExactly(1L);
    assertThat(meter.all(0.001).sumSeconds()).isNotNegative();
  }
}
