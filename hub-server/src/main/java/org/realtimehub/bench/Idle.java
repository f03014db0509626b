package org.realtimehub.bench;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Connections on which nothing is published: their memory, and the cost of their heartbeats. */
final class Idle implements Scenario {

  private static final int SUBSCRIBERS = 15_000;
  private static final int WARM_UP = 500;
  private static final String TOPIC = "https://bench.example/quiet";
  private static final Duration LEAST_HEARTBEAT = Duration.ofMillis(200);
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @Override
  public String name() {
    return "idle";
  }

  @Override
  public String summary() {
    return "15,000 silent connections: memory of each, and the cost of heartbeats";
  }

  @Override
  public int connections(BenchOptions.Load load) {
    return load.subscribers().orElse(SUBSCRIBERS);
  }

  @Override
  public void run(Round round) throws BenchException, InterruptedException {
    Map<String, String> settings =
        Map.of("subscribe.heartbeat", heartbeat(round.load()).toMillis() + "ms");
    round.compare(settings, (kind, run) -> run(round, kind, run));
  }

  /** So short that every connection has some in the measured time. */
  private static Duration heartbeat(BenchOptions.Load load) {
    Duration part = load.duration().dividedBy(2);
    return part.compareTo(LEAST_HEARTBEAT) < 0 ? LEAST_HEARTBEAT : part;
  }

  private void run(Round round, ServerKind kind, Run run)
      throws BenchException, InterruptedException {
    int subscribers = run.load().subscribers().orElse(SUBSCRIBERS);
    warmUp(run, Math.min(WARM_UP, subscribers));
    run.progress().stage("looking at memory");
    if (run.process().isPresent()) {
      run.process().get().useUpYoungGeneration();
    }
    Optional<Long> empty = resident(run);
    Crowd crowd = run.crowd();
    Publishers nobody = run.publishers(0, List.of());
    Sample before = run.sample(crowd::open, nobody);
    run.connect(crowd, subscriptions(run, subscribers));
    Sample.Interval connecting = before.to(run.sample(crowd::open, nobody));
    Optional<Long> full = resident(run);

    Measurement.Figures figures =
        new Measurement.Figures(
            "connections",
            Optional.of(connecting.perSecond()),
            Optional.empty(),
            Optional.empty(),
            perConnection(empty, full, subscribers));
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("connections", subscribers);
    if (kind == ServerKind.BARE) {
      round.add(kind, figures, run.settle(crowd, new int[0]), details);
      return;
    }
    Sample.Interval heartbeats = heartbeats(run, crowd, nobody);
    boolean all =
        run.process().isEmpty()
            || run.until(LIMIT, () -> run.ask(crowd, crowd::fewestComments) > 1);
    Exactness exactness = run.settle(crowd, new int[0]);
    round.add(kind, figures, exactness, details);
    round.add(
        name() + ": heartbeats",
        kind,
        Measurement.Figures.of("heartbeats", heartbeats, Optional.empty()),
        exactness.and(Exactness.of(all, "a connection without a heartbeat")),
        Map.of("heartbeat_ms", heartbeat(run.load()).toMillis()));
  }

  private static Sample.Interval heartbeats(Run run, Crowd crowd, Publishers nobody)
      throws BenchException, InterruptedException {
    run.progress().watch("heartbeats", crowd.reception()::comments);
    run.warmUp();
    return run.measure(crowd.reception()::comments, nobody);
  }

  /** Loads the code that connections need, so that it is not counted as theirs. */
  private static void warmUp(Run run, int connections) throws BenchException, InterruptedException {
    Crowd first = run.connected(subscriptions(run, connections));
    run.await(first.leave(), LIMIT, "leaving");
    run.until(LIMIT, () -> first.open() == 0);
  }

  private static List<Subscription> subscriptions(Run run, int number) {
    Subscription quiet =
        new Subscription(run.target().subscribe(List.of(TOPIC), List.of(), ""), Lanes.NONE);
    return Collections.nCopies(number, quiet);
  }

  private static Optional<Long> resident(Run run) {
    return run.cost().flatMap(ServerCost::residentKilobytes);
  }

  private static Optional<Double> perConnection(
      Optional<Long> before, Optional<Long> after, int number) {
    return before.flatMap(empty -> after.map(full -> (full - empty) / (double) number));
  }
}
