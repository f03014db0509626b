package org.realtimehub.main;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EntranceTest {

  private static final int AT_ONCE = 2;

  private final EmbeddedChannel listening =
      new EmbeddedChannel(new Entrance(Duration.ofSeconds(10), AT_ONCE));
  private final List<EmbeddedChannel> accepted = new ArrayList<>();

  @BeforeEach
  void stopTheClock() {
    listening.freezeTime();
  }

  @AfterEach
  void close() {
    accepted.forEach(EmbeddedChannel::finishAndReleaseAll);
    listening.finishAndReleaseAll();
  }

  private EmbeddedChannel accept() {
    EmbeddedChannel channel = new EmbeddedChannel();
    accepted.add(channel);
    listening.writeInbound(channel);
    return channel;
  }

  /** Its event loop has had a turn. */
  private void enter(EmbeddedChannel channel) {
    channel.runScheduledPendingTasks();
    listening.runPendingTasks();
  }

  private void pass(long millis) {
    listening.advanceTimeBy(millis, TimeUnit.MILLISECONDS);
    listening.runScheduledPendingTasks();
  }

  private boolean accepts() {
    return listening.config().isAutoRead();
  }

  @Test
  void soManyComeInAtOnce_andTheNextWhenTheyAreIn() {
    EmbeddedChannel first = accept();
    assertThat(accepts()).isTrue();
    EmbeddedChannel second = accept();
    assertThat(accepts()).isFalse();
    enter(first);
    assertThat(accepts()).isFalse();
    enter(second);
    assertThat(accepts()).isTrue();
  }

  @Test
  void whoNeverComesIn_isNotWaitedForLong() {
    accept();
    accept();
    pass(199);
    assertThat(accepts()).isFalse();
    pass(1);
    assertThat(accepts()).isTrue();
  }

  @Test
  void patienceWithThoseWhoCameIn_isNotTakenFromTheNext() {
    EmbeddedChannel first = accept();
    EmbeddedChannel second = accept();
    pass(150);
    enter(first);
    enter(second);
    accept();
    accept();
    assertThat(accepts()).isFalse();
    pass(60);
    assertThat(accepts()).isFalse();
    pass(140);
    assertThat(accepts()).isTrue();
  }

  @Test
  void whoComesInLate_makesNoRoomTwice() {
    EmbeddedChannel first = accept();
    EmbeddedChannel second = accept();
    pass(200);
    enter(first);
    enter(second);
    accept();
    assertThat(accepts()).isTrue();
    accept();
    assertThat(accepts()).isFalse();
  }
}
