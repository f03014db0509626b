package org.realtimehub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class NodeCountsTest {

  private static final NodeCounts BEFORE =
      new NodeCounts(3, 100, 50, 40, 120, 5, Optional.of(3L << 20));

  @Test
  void messages_areThoseBetweenNodes() {
    NodeCounts after = new NodeCounts(3, 300, 100, 90, 270, 7, Optional.of(6L << 20));

    assertThat(BEFORE.to(after))
        .containsOnly(
            entry("nodes", 3),
            entry(NodeCounts.UPDATES_PER_APPEND, 4.0),
            entry(NodeCounts.MESSAGES_PER_PUBLISH, 0.5),
            entry(NodeCounts.REPAIRS, 2L),
            entry(NodeCounts.MIB_BEFORE, 1024.0),
            entry(NodeCounts.MIB_AFTER, 2048.0));
  }

  @Test
  void whatCannotBeKnown_isLeftOut() {
    NodeCounts unknown = new NodeCounts(1, 0, 0, 0, 0, 0, Optional.empty());

    assertThat(unknown.to(unknown)).containsOnlyKeys("nodes", NodeCounts.REPAIRS);
  }

  @Test
  void rounds_becomeMediansInTheTable() {
    List<Report.Entry> rounds = List.of(round(1, 4), round(2, 9), round(3, 5));

    assertThat(new NodeTable(Row.of(rounds)).toString().lines())
        .satisfiesExactly(
            head -> assertThat(head).startsWith("scenario  server  updates/append"),
            row -> assertThat(row).matches("part +nodes +– +– +5 +– +–"));
    assertThat(new NodeTable(Row.of(List.of())).isEmpty()).isTrue();
  }

  private static Report.Entry round(int number, long repairs) {
    Measurement.Figures figures =
        new Measurement.Figures(
            "things", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    return new Report.Entry(
        number,
        new Measurement(
            new Measurement.Subject("part", "nodes", false),
            figures,
            Exactness.EXACT,
            Map.of(NodeCounts.REPAIRS, repairs, "a word", "not a number")));
  }
}
