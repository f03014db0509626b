package org.realtimehub.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The loads of {@link Cluster}, one after the other on the same nodes. */
final class ClusterLoads {

  private static final int MANY = 64;
  private static final int SUBSCRIBERS = 1_000;
  private static final double RATE = 100;

  /** So many that an answer which takes long does not hold up the next publish. */
  private static final int PACED_PUBLISHERS = 16;

  private static final int FIRST = 100;
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final String TOPIC = "https://bench.example/cluster/";

  private final String scenario;
  private final Topology topology;
  private final Run run;
  private final List<Target> nodes;
  private final List<Measurement> measurements = new ArrayList<>();

  ClusterLoads(String scenario, Topology topology, Run run) {
    this.scenario = scenario;
    this.topology = topology;
    this.run = run;
    nodes = run.underTest().targets();
  }

  static int connections(BenchOptions.Load load) {
    return load.subscribers().orElse(SUBSCRIBERS) + MANY;
  }

  List<Measurement> measure() throws BenchException, InterruptedException {
    begin();
    publish("1 publisher", 1);
    publish(MANY + " publishers", MANY);
    latency();
    fanOut("fan-out", rate());
    fanOut("flood", Optional.empty());
    return measurements;
  }

  /**
   * The first updates begin the log, and find the nodes' connections to each other not yet made.
   */
  private void begin() throws BenchException, InterruptedException {
    PublishTemplate update = run.target().publish(TOPIC + "first", run.load().payloadBytes());
    Publishers publishers = run.publishers(1, List.of(update));
    run.progress().stage("beginning the log");
    run.await(publishers.flood(FIRST), LIMIT, "the first publishes");
    run.dismiss(publishers);
  }

  /** Nobody subscribes: what the log takes. */
  private void publish(String part, int connections) throws BenchException, InterruptedException {
    NodeCounts before = NodeCounts.of(run);
    Publishing.Result result = Publishing.flood(run, connections);
    NodeCounts after = NodeCounts.of(run);
    add(
        part,
        result.figures(),
        result.compared(after.accepted() - before.accepted()),
        before,
        after);
  }

  /** From the first node to a subscriber of each other one; where there is none, of the same. */
  private void latency() throws BenchException, InterruptedException {
    List<Target> others = nodes.size() == 1 ? nodes : nodes.subList(1, nodes.size());
    Crowd crowd = run.crowd(run.driver().reading(), others);
    connect(crowd, "latency", others.size(), PACED_PUBLISHERS);
    // Of so few deliveries the processor time would be that of nodes that do nothing.
    deliver("latency", crowd, PACED_PUBLISHERS, rate(), Measurement.Figures::withoutCpu);
  }

  /**
   * From one publisher at the first node to subscribers of all.
   *
   * @param rate empty for as fast as it is answered
   */
  private void fanOut(String part, Optional<Double> rate)
      throws BenchException, InterruptedException {
    Crowd crowd = run.crowd();
    connect(crowd, part, run.load().subscribers().orElse(SUBSCRIBERS), 1);
    deliver(part, crowd, 1, rate, UnaryOperator.identity());
  }

  private Optional<Double> rate() {
    return Optional.of(run.load().rate().orElse(RATE));
  }

  private void connect(Crowd crowd, String part, int subscribers, int lanes)
      throws BenchException, InterruptedException {
    Subscription subscription =
        new Subscription(
            run.target().subscribe(List.of(TOPIC + part), List.of(), ""), Lanes.upTo(lanes));
    run.connect(crowd, Collections.nCopies(subscribers, subscription));
  }

  /** Publishes at the first node, whoever subscribes where. */
  private void deliver(
      String part,
      Crowd crowd,
      int connections,
      Optional<Double> rate,
      UnaryOperator<Measurement.Figures> shown)
      throws BenchException, InterruptedException {
    PublishTemplate update = run.target().publish(TOPIC + part, run.load().payloadBytes());
    Publishers publishers =
        run.publishers(nodes.subList(0, 1), connections, Collections.nCopies(connections, update));
    NodeCounts before = NodeCounts.of(run);
    if (rate.isPresent()) {
      publishers.pace(rate.get());
    } else {
      publishers.flood(Integer.MAX_VALUE);
    }
    Sample.Interval interval = run.measure(crowd, publishers);
    Exactness exactness = run.settle(crowd, publishers);
    Latency latency = run.latency(crowd);
    NodeCounts after = NodeCounts.of(run);
    run.dismiss(publishers);
    run.await(crowd.leave(), LIMIT, "leaving");
    run.until(LIMIT, () -> crowd.open() == 0);
    add(
        part,
        shown.apply(Measurement.Figures.of("deliveries", interval, Optional.of(latency))),
        exactness,
        before,
        after);
  }

  private void add(
      String part,
      Measurement.Figures figures,
      Exactness exactness,
      NodeCounts before,
      NodeCounts after) {
    measurements.add(
        new Measurement(
            new Measurement.Subject(
                scenario + ": " + part, topology.label(), topology.equals(Topology.ALONE)),
            figures,
            exactness,
            before.to(after)));
  }
}
