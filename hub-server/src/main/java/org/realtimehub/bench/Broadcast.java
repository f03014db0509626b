package org.realtimehub.bench;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Every update goes to every subscriber: at a given pace, or as fast as it is taken. */
final class Broadcast implements Scenario {

  private static final String TOPIC = "https://bench.example/news";
  private static final int SUBSCRIBERS = 1_000;
  private static final double RATE = 100;
  private static final int PUBLISHERS = 16;

  private final boolean flood;

  private Broadcast(boolean flood) {
    this.flood = flood;
  }

  static Broadcast fanOut() {
    return new Broadcast(false);
  }

  static Broadcast flood() {
    return new Broadcast(true);
  }

  @Override
  public String name() {
    return flood ? "flood" : "fan-out";
  }

  @Override
  public String summary() {
    return flood
        ? "1,000 subscribers of one topic, 16 publishers that go on as soon as they are answered"
        : "1,000 subscribers of one topic, 100 publishes a second";
  }

  @Override
  public int connections(BenchOptions.Load load) {
    return load.subscribers().orElse(SUBSCRIBERS) + PUBLISHERS;
  }

  @Override
  public void run(Round round) throws BenchException, InterruptedException {
    round.compare(Map.of(), (kind, run) -> run(round, kind, run));
  }

  private void run(Round round, ServerKind kind, Run run)
      throws BenchException, InterruptedException {
    Subscription subscription =
        new Subscription(
            run.target().subscribe(List.of(TOPIC), List.of(), ""), Lanes.upTo(PUBLISHERS));
    Crowd crowd =
        run.connected(
            Collections.nCopies(run.load().subscribers().orElse(SUBSCRIBERS), subscription));
    PublishTemplate update = run.target().publish(TOPIC, run.load().payloadBytes());
    Publishers publishers = run.publishers(PUBLISHERS, Collections.nCopies(PUBLISHERS, update));
    if (flood) {
      publishers.flood(Integer.MAX_VALUE);
    } else {
      publishers.pace(run.load().rate().orElse(RATE));
    }
    Sample.Interval interval = run.measure(crowd, publishers);
    Exactness exactness = run.settle(crowd, publishers);
    round.add(
        kind,
        Measurement.Figures.of("deliveries", interval, Optional.of(run.latency(crowd))),
        exactness,
        Map.of("publishes_per_second", interval.publishesPerSecond()));
  }
}
