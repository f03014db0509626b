package org.realtimehub.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SweepsTest {

  private static final SweepLimits LIMITS =
      new SweepLimits(Duration.ofSeconds(1), Duration.ZERO, Duration.ZERO, Duration.ZERO);
  private static final SweepReport FOUND = new SweepReport(10, 1, 2, 3, 4);

  /** A loop whose sweeps end when the test says. */
  private static final class Loop implements ConnectionLoop {

    private final List<Promise<SweepReport>> sweeps = new ArrayList<>();
    private final List<SweepLimits> limits = new ArrayList<>();
    private boolean dryRun;

    @Override
    public Future<SweepReport> sweep(SweepLimits asked, boolean dry) {
      limits.add(asked);
      dryRun = dry;
      Promise<SweepReport> sweep = Promise.promise();
      sweeps.add(sweep);
      return sweep.future();
    }

    @Override
    public Future<Integer> close(Verdict verdict) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Future<Boolean> visit(Visitor visitor) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Future<Boolean> visitMatchers(MatcherVisitor visitor) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Future<List<Integer>> subscribers(List<String> topics) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Future<LoopState> state() {
      throw new UnsupportedOperationException();
    }

    @Override
    public LoopLoad load() {
      throw new UnsupportedOperationException();
    }
  }

  private final Loop one = new Loop();
  private final Loop other = new Loop();
  private final Sweeps sweeps =
      new Sweeps(List.of(one, other), LIMITS, InstantSource.fixed(Instant.EPOCH));

  private Future<SweepRecord> scheduled() {
    return sweeps.run(SweepTrigger.SCHEDULE, null, false);
  }

  private void end(int sweep) {
    one.sweeps.get(sweep).complete(FOUND);
    other.sweeps.get(sweep).complete(FOUND);
  }

  @Test
  void recordTellsWhatAllLoopsFound() {
    SweepLimits limits =
        new SweepLimits(Duration.ZERO, LIMITS.stalledAfter(), Duration.ZERO, Duration.ZERO);
    Future<SweepRecord> swept = sweeps.run(SweepTrigger.OPERATOR, limits, true);
    assertThat(one.limits).containsExactly(limits);
    assertThat(one.dryRun).isTrue();
    one.sweeps.get(0).complete(FOUND);
    assertThat(swept.isComplete()).isFalse();
    assertThat(sweeps.last()).isEmpty();
    other.sweeps.get(0).complete(FOUND);
    SweepRecord swept1 = swept.result();
    assertThat(swept1.report()).isEqualTo(new SweepReport(20, 2, 4, 6, 8));
    assertThat(swept1.report().closed()).isEqualTo(20);
    assertThat(swept1.started()).isEqualTo(Instant.EPOCH);
    assertThat(swept1.limits()).isEqualTo(limits);
    assertThat(swept1.dryRun()).isTrue();
    assertThat(sweeps.last()).containsExactly(swept1);
  }

  @Test
  void scheduledSweep_whileOneIsUnderWay_isDropped() {
    Future<SweepRecord> first = scheduled();
    Future<SweepRecord> second = scheduled();
    assertThat(one.sweeps).hasSize(1);
    end(0);
    assertThat(second.result()).isSameAs(first.result());
    assertThat(sweeps.last()).hasSize(1);
    scheduled();
    assertThat(one.sweeps).hasSize(2);
    assertThat(one.limits).containsOnly(LIMITS);
  }

  @Test
  void operatorsSweep_whileOneIsUnderWay_comesAfterIt() {
    scheduled();
    Future<SweepRecord> asked = sweeps.run(SweepTrigger.OPERATOR, null, true);
    Future<SweepRecord> then = sweeps.run(SweepTrigger.OPERATOR, null, false);
    assertThat(one.sweeps).hasSize(1);
    end(0);
    assertThat(one.sweeps).hasSize(2);
    assertThat(one.dryRun).isTrue();
    scheduled();
    end(1);
    assertThat(asked.result().trigger()).isEqualTo(SweepTrigger.OPERATOR);
    assertThat(one.sweeps).hasSize(3);
    end(2);
    assertThat(then.result().dryRun()).isFalse();
    assertThat(sweeps.last()).extracting(SweepRecord::dryRun).containsExactly(false, true, false);
  }

  @Test
  void tooManyThatWait_areRefused() {
    scheduled();
    for (int i = 0; i < Sweeps.MAX_WAITING; i++) {
      assertThat(sweeps.run(SweepTrigger.OPERATOR, null, false).isComplete()).isFalse();
    }
    assertThat(sweeps.run(SweepTrigger.OPERATOR, null, false).failed()).isTrue();
    for (int i = 0; i <= Sweeps.MAX_WAITING; i++) {
      end(i);
    }
    assertThat(sweeps.last()).hasSize(1 + Sweeps.MAX_WAITING);
  }

  @Test
  void loopThatFails_endsNeitherTheSweepNorTheSchedule() {
    Future<SweepRecord> swept = scheduled();
    one.sweeps.get(0).fail("the loop is gone");
    assertThat(swept.isComplete()).isFalse();
    other.sweeps.get(0).complete(FOUND);
    assertThat(swept.result().report()).isEqualTo(FOUND);
    scheduled();
    assertThat(one.sweeps).hasSize(2);
  }

  @Test
  void lastHundred_areRemembered_newestFirst() {
    for (int i = 0; i < 150; i++) {
      scheduled();
      one.sweeps.get(i).complete(new SweepReport(i, 0, 0, 0, 0));
      other.sweeps.get(i).complete(SweepReport.EMPTY);
    }
    assertThat(sweeps.last()).hasSize(100);
    assertThat(sweeps.last().get(0).report().looked()).isEqualTo(149);
    assertThat(sweeps.last().get(99).report().looked()).isEqualTo(50);
  }
}
