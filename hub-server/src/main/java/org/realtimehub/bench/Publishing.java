package org.realtimehub.bench;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/** Publishing by itself, to nobody: one publisher alone, then many at once. */
final class Publishing implements Scenario {

  private static final int MANY = 64;
  private static final String TOPIC = "https://bench.example/news";
  private static final String ACCEPTED = "hub_publishes_accepted_total";

  @Override
  public String name() {
    return "publish";
  }

  @Override
  public String summary() {
    return "no subscribers: one publisher connection, then 64, each going on when it is answered";
  }

  @Override
  public int connections(BenchOptions.Load load) {
    return 1 + MANY;
  }

  @Override
  public void run(Round round) throws BenchException, InterruptedException {
    try (Run run = round.start(ServerKind.HUB)) {
      run(round, run, 1, name() + ": 1 connection");
      run(round, run, MANY, name() + ": " + MANY + " connections");
    }
  }

  private static void run(Round round, Run run, int connections, String part)
      throws BenchException, InterruptedException {
    Optional<HubMetrics> metrics =
        run.process().flatMap(ServerProcess::metrics).map(HubMetrics::new);
    long acceptedBefore = metrics.isPresent() ? metrics.get().value(ACCEPTED) : 0;
    PublishTemplate update = run.target().publish(TOPIC, run.load().payloadBytes());
    Publishers publishers = run.publishers(connections, Collections.nCopies(connections, update));
    publishers.flood(Integer.MAX_VALUE);
    run.warmUp();
    Sample.Interval interval = run.measure(publishers::published, publishers);
    run.stop(publishers);
    Latency times = run.answerTimes(publishers);
    run.dismiss(publishers);
    long accepted = metrics.isPresent() ? metrics.get().value(ACCEPTED) - acceptedBefore : 0;
    boolean same = metrics.isEmpty() || accepted == publishers.published();
    round.add(
        part,
        ServerKind.HUB,
        Measurement.Figures.of("publishes", interval, Optional.of(times)),
        Exactness.of(
            same, publishers.published() + " publishes were answered, " + accepted + " accepted"),
        Map.of("connections", connections));
  }
}
