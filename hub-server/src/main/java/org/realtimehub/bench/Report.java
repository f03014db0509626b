package org.realtimehub.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * All that was measured.
 *
 * @param leftOut what was not measured, and why
 * @param failure why it ended before everything was measured, empty when it did not
 */
public record Report(
    BenchOptions options, List<Entry> entries, List<String> leftOut, String failure) {

  private static final String LEGEND =
      "ratio: CPU, in idle memory, to that of the line with 1.00; less is better. See docs/bench.md";

  public Report {
    entries = List.copyOf(entries);
    leftOut = List.copyOf(leftOut);
  }

  /** A measurement and the round it is of, from 1. */
  record Entry(int round, Measurement measurement) {}

  /** Whether everything was measured, and nobody missed anything. */
  public boolean isExact() {
    return problems().isEmpty();
  }

  /** What was lost or went wrong, a line each. */
  public List<String> problems() {
    List<String> problems = new ArrayList<>();
    for (Entry entry : entries) {
      Measurement.Subject subject = entry.measurement().subject();
      String where = subject.scenario() + ", " + subject.server() + ", round " + entry.round();
      entry.measurement().exactness().problems().forEach(one -> problems.add(where + ": " + one));
    }
    if (!failure.isEmpty()) {
      problems.add(failure);
    }
    return problems;
  }

  /** For people; empty when nothing was measured. */
  public String table() {
    if (entries.isEmpty()) {
      return "";
    }
    BenchOptions.Load load = options.load();
    String conditions =
        "%d-byte updates; %s s measured after %s s of warm-up; rounds: %d; event loops: %d; processors: %d"
            .formatted(
                load.payloadBytes(),
                load.duration().toMillis() / 1e3,
                load.warmUp().toMillis() / 1e3,
                options.rounds(),
                options.servers().eventLoops(),
                Runtime.getRuntime().availableProcessors());
    List<Row> rows = Row.of(entries);
    List<String> lines = new ArrayList<>(List.of(conditions, "", new Table(rows).toString()));
    NodeTable nodes = new NodeTable(rows);
    if (!nodes.isEmpty()) {
      lines.add(nodes.toString());
    }
    lines.add(LEGEND);
    lines.addAll(leftOut);
    lines.add("");
    return String.join(System.lineSeparator(), lines);
  }

  /** For programs. */
  public String json() {
    return new JsonReport(this).toString();
  }
}
