package org.realtimehub.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Text in columns, for a terminal. */
final class Columns {

  private static final String NOTHING = "–";

  /**
   * What a column is called, and how it is set.
   *
   * @param left whether it begins at the left, as words do
   * @param space before it
   */
  record Column(String head, boolean left, int space) {

    static Column words(String head) {
      return new Column(head, true, 2);
    }

    static Column numbers(String head) {
      return new Column(head, false, 2);
    }

    /** Of the number before it. */
    static Column unit() {
      return new Column("", true, 1);
    }
  }

  private final List<Column> columns;
  private final List<List<String>> lines = new ArrayList<>();

  Columns(List<Column> columns) {
    this.columns = columns;
    lines.add(columns.stream().map(Column::head).toList());
  }

  /** Adds a line, with a cell for each column. */
  void add(List<String> cells) {
    lines.add(cells);
  }

  /** A figure that may be missing. */
  static String show(String format, Optional<Double> figure) {
    return figure.map(value -> String.format(Locale.ROOT, format, value)).orElse(NOTHING);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < line.size(); i++) {
        Column column = columns.get(i);
        String cell = line.get(i);
        String rest = " ".repeat(width(i) - cell.length());
        row.append(" ".repeat(i == 0 ? 0 : column.space()));
        row.append(column.left() ? cell + rest : rest + cell);
      }
      text.append(row.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }

  private int width(int column) {
    return lines.stream().mapToInt(line -> line.get(column).length()).max().orElse(0);
  }
}
