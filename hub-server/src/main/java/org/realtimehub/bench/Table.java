package org.realtimehub.bench;

import static org.realtimehub.bench.Columns.show;

import java.util.List;
import org.realtimehub.bench.Columns.Column;

/** The result as text. */
final class Table {

  private final Columns columns =
      new Columns(
          List.of(
              Column.words("scenario"),
              Column.words("server"),
              Column.numbers("per second"),
              Column.unit(),
              Column.numbers("CPU µs each"),
              Column.numbers("ratio"),
              Column.numbers("p50 ms"),
              Column.numbers("p99 ms"),
              Column.numbers("max ms"),
              Column.numbers("KB/conn"),
              Column.words("exact")));

  Table(List<Row> rows) {
    rows.forEach(row -> columns.add(cells(row)));
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

  @Override
  public String toString() {
    return columns.toString();
  }
}
