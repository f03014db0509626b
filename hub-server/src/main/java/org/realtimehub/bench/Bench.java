package org.realtimehub.bench;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs scenarios, one server at a time. */
public final class Bench {

  private static final List<Scenario> SCENARIOS =
      List.of(
          Broadcast.fanOut(),
          Broadcast.flood(),
          new ManyTopics(),
          new ResumeStorm(),
          new Idle(),
          new Churn(),
          new Publishing());

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
    List<Report.Entry> entries = new ArrayList<>();
    try (Progress shown = new Progress(progress)) {
      for (Scenario scenario : chosen) {
        for (int number = 1; number <= options.rounds(); number++) {
          Round round = new Round(scenario, number, options, shown);
          try {
            scenario.run(round);
          } catch (BenchException e) {
            return new Report(
                options, add(entries, round), scenario.name() + ": " + e.getMessage());
          }
          add(entries, round);
        }
      }
    }
    return new Report(options, entries, "");
  }

  private static List<Report.Entry> add(List<Report.Entry> entries, Round round) {
    round.measurements().forEach(one -> entries.add(new Report.Entry(round.number(), one)));
    return entries;
  }
}
