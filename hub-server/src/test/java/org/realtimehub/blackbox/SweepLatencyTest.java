package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.SweepLimits;
import org.realtimehub.connection.SweepReport;
import org.realtimehub.control.SweepAnswer;
import org.realtimehub.stream.Loop;
import org.realtimehub.stream.LoopProbe;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who is not swept does not notice a sweep of twenty thousand others. */
@Timeout(180)
class SweepLatencyTest {

  private static final Logger LOG = LoggerFactory.getLogger(SweepLatencyTest.class);
  private static final String QUIET = "https://example.com/quiet";
  private static final String LIVE = "https://example.com/live";
  private static final int SOCKETS = 20;
  private static final int STREAMS = SOCKETS * ManyStreams.STREAMS;
  private static final Duration IDLE = Duration.ofSeconds(2);

  /**
   * On two processors that do nothing else it is 20 to 60 ms, most of it the publisher's way; swept
   * at once, each loop would be held for 250 ms and more.
   */
  private static final Duration SLOWEST = Duration.ofMillis(200);

  /** A loop has a turn after each millisecond of sweeping, however busy the machine is. */
  private static final int MILLIS_FOR_A_TURN = 5;

  private final List<ManyStreams> sockets = new ArrayList<>();
  private TestHub hub;

  @BeforeEach
  void start() {
    hub = TestHub.start("sweep.every=1h", "http.event-loops=2", "subscriptions.enabled=false");
    for (int i = 1; i <= SOCKETS; i++) {
      sockets.add(ManyStreams.subscribe(hub, "match", QUIET));
      int open = i * ManyStreams.STREAMS;
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> hub.connections() == open);
    }
  }

  @AfterEach
  void stop() {
    sockets.forEach(ManyStreams::close);
    hub.close();
  }

  /** Time from publishing an update to having it, in nanoseconds. */
  private long delivery(EventStream live) {
    long start = System.nanoTime();
    hub.publish("topic", LIVE, "data", "x");
    live.next();
    return System.nanoTime() - start;
  }

  private List<LoopProbe> probes() {
    return hub.node().view().loops().stream()
        .map(loop -> LoopProbe.on(((Loop) loop).context()))
        .toList();
  }

  private static long millis(long nanos) {
    return TimeUnit.NANOSECONDS.toMillis(nanos);
  }

  /**
   * What 19 of 20 took at most: a collection of garbage stops all once. Few, as when the loops are
   * held, count all.
   */
  private static long mostOf(List<Long> latencies) {
    List<Long> sorted = latencies.stream().sorted().toList();
    return sorted.get((int) Math.ceil(sorted.size() * 0.95) - 1);
  }

  private SweepReport watched(EventStream live, boolean dryRun) {
    SweepLimits limits = new SweepLimits(Duration.ZERO, IDLE, Duration.ZERO, Duration.ZERO);
    List<LoopProbe> probes = probes();
    List<Long> latencies = new ArrayList<>();
    long start = System.nanoTime();
    List<Future<SweepReport>> sweeps =
        hub.node().view().loops().stream().map(loop -> loop.sweep(limits, dryRun)).toList();
    Future<?> all = Future.all(sweeps);
    do {
      latencies.add(delivery(live));
    } while (!all.isComplete());
    long took = System.nanoTime() - start;
    List<LoopProbe.Seen> seen = probes.stream().map(LoopProbe::end).toList();
    LOG.atInfo()
        .addKeyValue("dry", dryRun)
        .addKeyValue("took", millis(took))
        .addKeyValue("deliveries", latencies.size())
        .addKeyValue("slowest", millis(Collections.max(latencies)))
        .addKeyValue("loops", seen)
        .log("swept many streams");
    assertThat(seen).allMatch(loop -> loop.turns() >= loop.busyMillis() / MILLIS_FOR_A_TURN);
    assertThat(Duration.ofNanos(mostOf(latencies))).isLessThan(SLOWEST);
    return sweeps.stream().map(Future::result).reduce(SweepReport.EMPTY, SweepReport::plus);
  }

  @Test
  void liveSubscriber_getsItsUpdatesInTime_whileTheIdleAreSwept() {
    try (EventStream live = hub.subscribe("match", LIVE)) {
      for (int i = 0; i < 200; i++) {
        delivery(live);
      }
      SweepLimits limits = new SweepLimits(Duration.ZERO, IDLE, Duration.ZERO, Duration.ZERO);
      Awaitility.await()
          .atMost(TestHub.PATIENCE)
          .until(
              () -> {
                SweepAnswer dry = hub.await(hub.node().control().sweep(null, limits, true));
                return dry.sweeps().get(0).sweep().report().idle() == STREAMS;
              });
      delivery(live);
      SweepReport expected = new SweepReport(STREAMS + 1, 0, STREAMS, 0, 0);
      assertThat(watched(live, true)).isEqualTo(expected);
      delivery(live);
      assertThat(watched(live, false)).isEqualTo(expected);
      assertThat(hub.connections()).isEqualTo(1);
      assertThat(hub.node().view().connections().counts().totalClosed(CloseReason.IDLE))
          .isEqualTo(STREAMS);
    }
  }
}
