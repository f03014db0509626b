package org.realtimehub.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.SweepLimits;
import org.realtimehub.connection.SweepReport;

/** Since when a client takes nothing is known, whoever looked and when. */
@Timeout(60)
class StallTest {

  private static final Excess HALF_A_SECOND = Excess.of(stalledAfter(500));

  private final TestLoop test = new TestLoop();
  private final StillWriter writer = new StillWriter();

  @AfterEach
  void close() {
    test.close();
  }

  private static SweepLimits stalledAfter(long millis) {
    return new SweepLimits(Duration.ofMillis(millis), Duration.ZERO, Duration.ZERO, Duration.ZERO);
  }

  private Connection waiting() {
    Connection connection = test.open(writer, null);
    writer.waiting = 1_000;
    connection.mustWait();
    return connection;
  }

  @Test
  void stall_isFoundAsSoonAsItLasts_byALookAtAnyTime() {
    test.run(
        () -> {
          Connection connection = waiting();
          test.loop.backlog().look(10_000);
          test.loop.backlog().look(10_100);
          writer.taken += 10;
          test.loop.backlog().look(10_200);
          test.loop.backlog().look(10_300);
          assertThat(HALF_A_SECOND.of(connection, 10_699)).isNull();
          assertThat(HALF_A_SECOND.of(connection, 10_700)).isEqualTo(CloseReason.STALLED);
        });
  }

  @Test
  void looksOfOthers_makeItNeitherLongerNorShorter() {
    test.run(
        () -> {
          Connection connection = waiting();
          test.loop.backlog().look(10_000);
          for (int now = 10_001; now < 10_500; now += 7) {
            assertThat(HALF_A_SECOND.of(connection, now)).isNull();
          }
          assertThat(HALF_A_SECOND.of(connection, 10_500)).isEqualTo(CloseReason.STALLED);
          writer.taken++;
          assertThat(HALF_A_SECOND.of(connection, 10_501)).isNull();
          assertThat(HALF_A_SECOND.of(connection, 11_001)).isEqualTo(CloseReason.STALLED);
        });
  }

  @Test
  void clientThatTookAll_isForgotten_andMayComeAgain() {
    test.run(
        () -> {
          Connection connection = waiting();
          test.loop.backlog().look(10_000);
          writer.taken += 1_000;
          writer.waiting = 0;
          assertThat(HALF_A_SECOND.of(connection, 20_000)).isNull();
          test.loop.backlog().look(20_000);
          assertThat(test.loop.backlog().waiting()).isEmpty();
          writer.waiting = 5;
          connection.mustWait();
          connection.mustWait();
          assertThat(test.loop.backlog().waiting()).hasSize(1);
          test.loop.backlog().look(30_000);
          assertThat(HALF_A_SECOND.of(connection, 30_400)).isNull();
          assertThat(HALF_A_SECOND.of(connection, 30_500)).isEqualTo(CloseReason.STALLED);
        });
  }

  @Test
  void connectionThatEnded_leavesTheBacklog() {
    test.run(
        () -> {
          for (int i = 0; i < 100; i++) {
            StillWriter other = new StillWriter();
            Connection connection = test.open(other, null);
            other.waiting = 1;
            connection.mustWait();
            if (i % 3 > 0) {
              connection.end(CloseReason.CLIENT_CLOSED);
            }
          }
          test.loop.backlog().look(10_000);
          test.loop.backlog().look(10_000);
          assertThat(test.loop.backlog().waiting()).hasSize(34);
        });
  }

  @Test
  void dryRun_findsTheSame_andChangesNothing() throws Exception {
    test.run(
        () -> {
          waiting();
          test.loop.tick();
        });
    SweepLimits limits = stalledAfter(1);
    SweepReport stalled = new SweepReport(1, 1, 0, 0, 0);
    SweepReport dry;
    do {
      dry = TestLoop.await(test.loop.sweep(limits, true));
    } while (dry.stalled() == 0);
    assertThat(dry).isEqualTo(stalled);
    assertThat(test.directory.size()).isEqualTo(1);
    assertThat(writer.ended).isNull();
    assertThat(TestLoop.await(test.loop.sweep(limits, false))).isEqualTo(stalled);
    assertThat(test.directory.size()).isZero();
    assertThat(writer.ended).isEqualTo(CloseReason.STALLED);
  }
}
