package org.realtimehub.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs scenarios, one server at a time. */
public final class Bench {

  /** The scenario that only measures what it starts itself. */
  public static final String CLUSTER = "cluster";

  private static final List<Scenario> SCENARIOS =
      List.of(
          Broadcast.fanOut(),
          Broadcast.flood(),
          new ManyTopics(),
          new ResumeStorm(),
          new Idle(),
          new Churn(),
          new Publishing(),
          new Cluster());

  private final BenchOptions options;
  private final PrintWriter progress;

  /**
   * A benchmark that has not begun.
   *
   * @param progress is told once a second what is under way
   */
  public Bench(BenchOptions options, PrintWriter progress) {
    this.options = options;
    this.progress = progress;
  }

  /** The names of all scenarios with a line about each, in the order in which they run. */
  public static Map<String, String> scenarios() {
    Map<String, String> all = new LinkedHashMap<>();
    SCENARIOS.forEach(scenario -> all.put(scenario.name(), scenario.summary()));
    return all;
  }

  /** The names of those that run when nobody says which. */
  public static List<String> usual() {
    return SCENARIOS.stream().filter(Scenario::isUsual).map(Scenario::name).toList();
  }

  /**
   * Measures everything. Blocks for as long as that takes; when it is interrupted, its servers end.
   *
   * @throws BenchException when it cannot begin; what goes wrong later is in the report
   */
  public Report run() throws BenchException, InterruptedException {
    List<Scenario> chosen =
        SCENARIOS.stream().filter(one -> options.scenarios().contains(one.name())).toList();
    for (Scenario scenario : chosen) {
      OpenFiles.check(scenario, options.load());
    }
    List<String> leftOut = chosen.stream().flatMap(one -> one.leftOut(options).stream()).toList();
    List<Report.Entry> entries = new ArrayList<>();
    try (Progress shown = new Progress(progress)) {
      for (Scenario scenario : chosen) {
        for (int number = 1; number <= options.rounds(); number++) {
          Round round = new Round(scenario, number, options, shown);
          try {
            scenario.run(round);
          } catch (BenchException e) {
            String failure = scenario.name() + ": " + e.getMessage();
            return new Report(options, add(entries, round), leftOut, failure);
          }
          add(entries, round);
        }
      }
    }
    return new Report(options, entries, leftOut, "");
  }

  private static List<Report.Entry> add(List<Report.Entry> entries, Round round) {
    round.measurements().forEach(one -> entries.add(new Report.Entry(round.number(), one)));
    return entries;
  }
}
