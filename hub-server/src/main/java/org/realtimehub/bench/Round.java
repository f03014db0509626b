package org.realtimehub.bench;

import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One pass of one scenario: starts its servers, one after the other, and keeps what is found. */
final class Round {

  private final Scenario scenario;
  private final int number;
  private final BenchOptions options;
  private final Progress progress;
  private final List<Measurement> measurements = new ArrayList<>();

  Round(Scenario scenario, int number, BenchOptions options, Progress progress) {
    this.scenario = scenario;
    this.number = number;
    this.options = options;
    this.progress = progress;
  }

  int number() {
    return number;
  }

  List<Measurement> measurements() {
    return measurements;
  }

  BenchOptions.Load load() {
    return options.load();
  }

  BenchOptions options() {
    return options;
  }

  /** What a scenario finds out about one server. */
  @FunctionalInterface
  interface Measuring {
    void measure(ServerKind kind, Run run) throws BenchException, InterruptedException;
  }

  /** Starts the servers of a scenario that the baseline can take part in, one after the other. */
  void compare(Map<String, String> settings, Measuring measuring)
      throws BenchException, InterruptedException {
    for (ServerKind kind : contenders()) {
      try (Run run = start(kind, kind.label(), settings)) {
        measuring.measure(kind, run);
      }
    }
  }

  private List<ServerKind> contenders() {
    boolean comparable =
        options.servers().remote().map(remote -> remote.pid().isPresent()).orElse(true);
    return options.servers().baseline() && comparable
        ? List.of(ServerKind.HUB, ServerKind.BARE)
        : List.of(ServerKind.HUB);
  }

  Run start(ServerKind kind) throws BenchException, InterruptedException {
    return start(kind, kind.label(), Map.of());
  }

  /**
   * Starts a server, or turns to the one that runs already.
   *
   * @param settings what the scenario needs; those of the command line win
   */
  Run start(ServerKind kind, String server, Map<String, String> settings)
      throws BenchException, InterruptedException {
    say(server);
    Optional<BenchOptions.Remote> remote = options.servers().remote();
    if (kind == ServerKind.HUB && remote.isPresent()) {
      return run(
          new UnderTest(
              List.of(new HubTarget(remote.get().url(), options.servers().token())),
              List.of(),
              remote.get().pid().map(pid -> new ServerCost(List.of(pid)))));
    }
    Map<String, String> all = new LinkedHashMap<>(settings);
    all.putAll(options.servers().settings());
    ServerProcess process = ServerProcess.start(kind, options.servers().eventLoops(), all);
    return run(UnderTest.started(List.of(target(kind, process.url())), List.of(process)));
  }

  /**
   * Starts the nodes of a hub, and waits until they are one.
   *
   * @param hub its name
   */
  Run start(Topology topology, String hub) throws BenchException, InterruptedException {
    say(topology.label());
    return run(new ClusterStart(topology, options).start(hub));
  }

  private void say(String server) {
    String round = options.rounds() > 1 ? ", round " + number : "";
    progress.subject(scenario.name() + ", " + server + round);
  }

  private Run run(UnderTest underTest) {
    return new Run(options.load(), progress, underTest);
  }

  private Target target(ServerKind kind, URI url) {
    return kind == ServerKind.HUB
        ? new HubTarget(url, options.servers().token())
        : new BareTarget(url.getHost(), url.getPort());
  }

  /** Keeps a measurement under the scenario's name. */
  void add(
      ServerKind kind,
      Measurement.Figures figures,
      Exactness exactness,
      Map<String, Object> details) {
    add(scenario.name(), kind, figures, exactness, details);
  }

  /** Keeps a measurement of a part of the scenario. */
  void add(
      String part,
      ServerKind kind,
      Measurement.Figures figures,
      Exactness exactness,
      Map<String, Object> details) {
    add(
        new Measurement(
            new Measurement.Subject(part, kind.label(), kind == ServerKind.BARE),
            figures,
            exactness,
            details));
  }

  void add(Measurement measurement) {
    measurements.add(measurement);
  }
}
