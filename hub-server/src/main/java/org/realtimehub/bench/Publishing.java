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

  /**
   * What a flood came to.
   *
   * @param answered publishes, also those that were not measured
   */
  record Result(Measurement.Figures figures, long answered) {

    /** Whether the hub counted as many as it answered. */
    Exactness compared(long accepted) {
      return Exactness.of(
          accepted == answered, answered + " publishes were answered, " + accepted + " accepted");
    }
  }

  /** So many connections that publish to nobody, each going on when it is answered. */
  static Result flood(Run run, int connections) throws BenchException, InterruptedException {
    PublishTemplate update = run.target().publish(TOPIC, run.load().payloadBytes());
    Publishers publishers = run.publishers(connections, Collections.nCopies(connections, update));
    publishers.flood(Integer.MAX_VALUE);
    run.warmUp();
    Sample.Interval interval = run.measure(publishers::published, publishers);
    run.stop(publishers);
    Latency times = run.answerTimes(publishers);
    run.dismiss(publishers);
    return new Result(
        Measurement.Figures.of("publishes", interval, Optional.of(times)), publishers.published());
  }

  private static void run(Round round, Run run, int connections, String part)
      throws BenchException, InterruptedException {
    Optional<HubAdmin> hub = run.process().flatMap(ServerProcess::admin);
    long before = hub.isPresent() ? hub.get().value(ACCEPTED) : 0;
    Result result = flood(run, connections);
    round.add(
        part,
        ServerKind.HUB,
        result.figures(),
        hub.isPresent() ? result.compared(hub.get().value(ACCEPTED) - before) : Exactness.EXACT,
        Map.of("connections", connections));
  }
}
