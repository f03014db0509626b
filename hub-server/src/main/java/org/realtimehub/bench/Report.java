package org.realtimehub.bench;

import java.util.ArrayList;
import java.util.List;

/**
 * All that was measured.
 *
 * @param failure why it ended before everything was measured, empty when it did not
 */
public record Report(BenchOptions options, List<Entry> entries, String failure) {

  public Report {
    entries = List.copyOf(entries);
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

  /** For people. */
  public String table() {
    return new Table(Row.of(entries)).toString();
  }

  /** For programs. */
  public String json() {
    return new JsonReport(this).toString();
  }
}
