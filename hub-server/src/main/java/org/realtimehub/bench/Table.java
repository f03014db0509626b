package org.realtimehub.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The result as text, for a terminal. */
final class Table {

  private static final String NOTHING = "–";
  private static final List<String> HEAD =
      List.of(
          "scenario",
          "server",
          "per second",
          "",
          "CPU µs each",
          "ratio",
          "p50 ms",
          "p99 ms",
          "max ms",
          "KB/conn",
          "exact");

  /** Words; all other columns are numbers. */
  private static final List<Integer> LEFT = List.of(0, 1, 3, 10);

  private final List<List<String>> lines = new ArrayList<>();

  Table(List<Row> rows) {
    lines.add(HEAD);
    rows.forEach(row -> lines.add(cells(row)));
  }

  private static List<String> cells(Row row) {
    Measurement.Figures figures = row.figures();
    return List.of(
        row.subject().scenario(),
        row.subject().server(),
        show("%,.0f", figures.perSecond()),
        figures.counted(),
        show("%.2f", figures.cpuMicros()),
        show("%.2f", row.ratio()),
        show("%.2f", figures.latency().map(Latency::p50)),
        show("%.2f", figures.latency().map(Latency::p99)),
        show("%.2f", figures.latency().map(Latency::max)),
        show("%.1f", figures.kilobytes()),
        row.exact() ? "yes" : "NO");
  }

  private static String show(String format, Optional<Double> figure) {
    return figure.map(value -> String.format(Locale.ROOT, format, value)).orElse(NOTHING);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder row = new StringBuilder();
      for (int column = 0; column < line.size(); column++) {
        String cell = line.get(column);
        String space = " ".repeat(width(column) - cell.length());
        row.append(column == 0 ? "" : column == 3 ? " " : "  ");
        row.append(LEFT.contains(column) ? cell + space : space + cell);
      }
      text.append(row.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }

  private int width(int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }
}
