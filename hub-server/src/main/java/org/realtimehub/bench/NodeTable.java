package org.realtimehub.bench;

import static org.realtimehub.bench.Columns.show;

import java.util.List;
import java.util.Optional;
import org.realtimehub.bench.Columns.Column;

/** What went on inside of clusters, as text: a line for each row that has {@link NodeCounts}. */
final class NodeTable {

  private final Columns columns =
      new Columns(
          List.of(
              Column.words("scenario"),
              Column.words("server"),
              Column.numbers("updates/append"),
              Column.numbers("messages/publish"),
              Column.numbers("repairs"),
              Column.numbers("MiB/node before"),
              Column.numbers("after")));

  private final List<Row> rows;

  NodeTable(List<Row> all) {
    rows = all.stream().filter(row -> row.details().containsKey(NodeCounts.REPAIRS)).toList();
    rows.forEach(row -> columns.add(cells(row)));
  }

  private static List<String> cells(Row row) {
    return List.of(
        row.subject().scenario(),
        row.subject().server(),
        show("%.1f", detail(row, NodeCounts.UPDATES_PER_APPEND)),
        show("%.3f", detail(row, NodeCounts.MESSAGES_PER_PUBLISH)),
        show("%.0f", detail(row, NodeCounts.REPAIRS)),
        show("%.0f", detail(row, NodeCounts.MIB_BEFORE)),
        show("%.0f", detail(row, NodeCounts.MIB_AFTER)));
  }

  private static Optional<Double> detail(Row row, String name) {
    return Optional.ofNullable(row.details().get(name));
  }

  boolean isEmpty() {
    return rows.isEmpty();
  }

  @Override
  public String toString() {
    return columns.toString();
  }
}
