package org.realtimehub.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connections that come and go as fast as the server takes them, and what they leave behind. */
final class Churn implements Scenario {

  private static final int AT_A_TIME = 300;
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String TOPIC = "https://bench.example/quiet";

  @Override
  public String name() {
    return "churn";
  }

  @Override
  public String summary() {
    return "300 clients at a time that connect, are answered, leave, and are followed by the next";
  }

  @Override
  public int connections(BenchOptions.Load load) {
    return 2 * load.subscribers().orElse(AT_A_TIME);
  }

  @Override
  public void run(Round round) throws BenchException, InterruptedException {
    round.compare(Map.of(), (kind, run) -> run(round, kind, run));
  }

  private void run(Round round, ServerKind kind, Run run)
      throws BenchException, InterruptedException {
    Visits visits =
        new Visits(
            run.driver(),
            run.target(),
            run.alarm(),
            run.target().subscribe(List.of(TOPIC), List.of(), ""));
    run.progress().watch("connections", visits::made);
    Publishers nobody = run.publishers(0, List.of());
    visits.begin(run.load().subscribers().orElse(AT_A_TIME));
    run.warmUp();
    visits.measure();
    Sample.Interval interval = run.measure(visits::made, nobody);
    run.await(visits.end(), LIMIT, "leaving");
    Latency times =
        run.await(Driver.on(visits.loop(), visits::answerTimes), LIMIT, "the reading thread");
    Map<String, Object> details = new LinkedHashMap<>();
    Exactness nothingLeft = nothingLeft(run, details);
    round.add(
        kind,
        Measurement.Figures.of("connections", interval, Optional.of(times)),
        nothingLeft,
        details);
  }

  /** Asks a hub that was started here; it may take a moment to see that the last ones have left. */
  private static Exactness nothingLeft(Run run, Map<String, Object> details)
      throws BenchException, InterruptedException {
    Optional<HubAdmin> hub = run.process().flatMap(ServerProcess::admin);
    if (hub.isEmpty()) {
      return Exactness.EXACT;
    }
    run.progress().stage("waiting until nothing is left");
    HubAdmin metrics = hub.get();
    run.until(LIMIT, () -> left(metrics) == 0);
    long left = left(metrics);
    details.put("left_behind", left);
    return Exactness.of(left == 0, left + " connections and consumers are left behind");
  }

  private static long left(HubAdmin metrics) throws BenchException, InterruptedException {
    return metrics.value("hub_connections") + metrics.value("hub_consumers");
  }
}
