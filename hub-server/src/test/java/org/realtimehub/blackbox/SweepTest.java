package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.SweepLimits;
import org.realtimehub.connection.SweepRecord;
import org.realtimehub.connection.SweepReport;
import org.realtimehub.control.ConnectionFilter;
import org.realtimehub.control.NodeSweep;
import org.realtimehub.control.SweepAnswer;
import org.realtimehub.control.Thresholds;

/** What an operator's sweep closes of real connections; the schedule's never comes here. */
@Tag("streams")
@Timeout(120)
class SweepTest {

  private static final String TOPIC = "https://example.com/books/1";
  private static final String OTHER = "https://example.com/books/2";
  private static final Duration OFF = Duration.ZERO;
  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<RawConnection> streams = new ArrayList<>();
  private TestHub hub;

  @BeforeEach
  void start() {
    hub = TestHub.start("sweep.every=1h", "http.event-loops=2", "http.write-buffer=64KiB");
  }

  @AfterEach
  void stop() {
    streams.forEach(RawConnection::close);
    hub.close();
  }

  private RawConnection open(String topic) {
    RawConnection stream = RawConnection.to(hub);
    stream.subscribe(hub, "match", topic);
    stream.readUntil("\n\n\r\n");
    streams.add(stream);
    return stream;
  }

  private SweepReport sweep(SweepLimits limits, boolean dryRun) {
    SweepAnswer answer = hub.await(hub.node().control().sweep(null, limits, dryRun));
    assertThat(answer.missing()).isEmpty();
    SweepRecord swept = answer.sweeps().get(0).sweep();
    assertThat(swept.dryRun()).isEqualTo(dryRun);
    return swept.report();
  }

  /** Says what it would close, and closes nothing; then closes that. */
  private SweepReport sweepAfterDryRuns(SweepLimits limits) {
    int before = hub.connections();
    SweepReport dry = sweep(limits, true);
    assertThat(sweep(limits, true)).isEqualTo(dry);
    assertThat(hub.connections()).isEqualTo(before);
    assertThat(sweep(limits, false)).isEqualTo(dry);
    Awaitility.await()
        .atMost(TestHub.PATIENCE)
        .until(() -> hub.connections() == before - dry.closed());
    return dry;
  }

  private long closed(CloseReason reason) {
    return hub.node().view().connections().counts().totalClosed(reason);
  }

  /** Until all that are open are as old, and as idle, as this. */
  private void awaitAge(Duration age) {
    ConnectionFilter old = ConnectionFilter.ALL.reaching(new Thresholds(age, null, age, 0, 0));
    Awaitility.await()
        .atMost(TestHub.PATIENCE)
        .until(() -> hub.await(hub.node().control().count(old)).total() == hub.connections());
  }

  @Test
  void idleStreams_areClosed_whoGotSomethingStays() {
    List<RawConnection> idle = List.of(open(OTHER), open(OTHER), open(OTHER));
    RawConnection busy = open(TOPIC);
    awaitAge(SECOND.plusMillis(500));
    hub.publish("topic", TOPIC, "data", "x");
    busy.readUntil("data: x\n\n\r\n");
    assertThat(sweep(new SweepLimits(SECOND, OFF, SECOND, OFF), false).closed()).isZero();
    SweepReport report = sweepAfterDryRuns(new SweepLimits(OFF, SECOND, OFF, OFF));
    assertThat(report).isEqualTo(new SweepReport(4, 0, 3, 0, 0));
    assertThat(closed(CloseReason.IDLE)).isEqualTo(3);
    for (RawConnection stream : idle) {
      assertThat(stream.readUntil("\r\n0\r\n\r\n")).contains(": closed, idle\n");
    }
    hub.publish("topic", TOPIC, "data", "y");
    busy.readUntil("data: y\n\n\r\n");
  }

  @Test
  void oldStreams_areClosed_andToldToComeBackAtDifferentTimes() {
    List<RawConnection> old = List.of(open(TOPIC), open(TOPIC));
    awaitAge(SECOND.plusMillis(500));
    RawConnection young = open(TOPIC);
    hub.publish("topic", TOPIC, "data", "x");
    young.readUntil("data: x\n\n\r\n");
    assertThat(sweep(new SweepLimits(SECOND, SECOND, SECOND, OFF), false).closed()).isZero();
    SweepReport report = sweepAfterDryRuns(new SweepLimits(OFF, OFF, OFF, SECOND.plusMillis(400)));
    assertThat(report).isEqualTo(new SweepReport(3, 0, 0, 0, 2));
    assertThat(closed(CloseReason.OVER_AGE)).isEqualTo(2);
    for (RawConnection stream : old) {
      assertThat(stream.readUntil("\r\n0\r\n\r\n")).contains(": closed, over-age\nretry: ");
    }
    assertThat(hub.connections()).isEqualTo(1);
  }

  @Test
  void stalledStream_isClosedByTheFirstSweepAfterTheLimit() {
    try (SlowReader stalled = SlowReader.subscribe(hub, null, "match", TOPIC);
        EventStream other = hub.subscribe("match", TOPIC)) {
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> hub.connections() == 2);
      StalledReaderTest.publishUntilStalled(hub, 1);
      int updates = other.waiting();
      long since = System.nanoTime();
      assertThat(sweep(new SweepLimits(OFF, OFF, SECOND, OFF), false).closed()).isZero();
      Awaitility.await()
          .atMost(TestHub.PATIENCE)
          .until(() -> System.nanoTime() - since >= SECOND.plusMillis(200).toNanos());
      SweepReport report = sweepAfterDryRuns(new SweepLimits(SECOND, OFF, OFF, OFF));
      assertThat(report).isEqualTo(new SweepReport(2, 1, 0, 0, 0));
      assertThat(closed(CloseReason.STALLED)).isEqualTo(1);
      Awaitility.await()
          .atMost(TestHub.PATIENCE)
          .until(() -> !StalledReaderTest.established(stalled.localPort()));
      assertThat(other.ended()).isFalse();
      assertThat(updates).isPositive();
    }
  }

  @Test
  void slowReader_thatTakesALittleNowAndThen_isNotStalled() {
    try (SlowReader slow = SlowReader.subscribe(hub, null, "match", TOPIC)) {
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> hub.connections() == 1);
      List<String> ids = StalledReaderTest.publishUntilStalled(hub, 1);
      for (int i = 0; i < ids.size() / 4; i++) {
        String id = ids.get(i);
        slow.readUntil(text -> text.contains(id));
      }
      SweepLimits limits = new SweepLimits(Duration.ofSeconds(20), OFF, OFF, OFF);
      assertThat(sweep(limits, false)).isEqualTo(new SweepReport(1, 0, 0, 0, 0));
    }
  }

  @Test
  void sweeps_areRemembered_newestFirst() {
    open(TOPIC);
    sweep(SweepLimits.OFF, true);
    sweep(new SweepLimits(OFF, OFF, OFF, Duration.ofMillis(1)), false);
    SweepAnswer answer = hub.await(hub.node().control().sweeps());
    assertThat(answer.sweeps())
        .extracting(NodeSweep::sweep)
        .extracting(sweep -> sweep.report().overAge())
        .containsExactly(1, 0);
  }
}
