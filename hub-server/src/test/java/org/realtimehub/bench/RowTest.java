package org.realtimehub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class RowTest {

  private final List<Report.Entry> entries = new ArrayList<>();

  @Test
  void rounds_becomeTheirMedian_andARatioToTheReference() {
    add(1, "hub", 10, Exactness.EXACT);
    add(1, "bare", 40, Exactness.EXACT);
    add(2, "hub", 30, Exactness.EXACT);
    add(2, "bare", 44, Exactness.EXACT);
    add(3, "hub", 11, new Exactness(List.of("lost")));
    add(3, "bare", 48, Exactness.EXACT);

    List<Row> rows = Row.of(entries);

    assertThat(rows).extracting(row -> row.subject().server()).containsExactly("hub", "bare");
    assertThat(rows).extracting(Row::exact).containsExactly(false, true);
    assertThat(rows.get(0).figures().cpuMicros()).contains(11.0);
    assertThat(rows.get(0).ratio()).contains(0.25);
    assertThat(rows.get(1).ratio()).contains(1.0);
    assertThat(new Table(rows).toString().lines().skip(1))
        .satisfiesExactly(
            hub -> assertThat(hub).matches("fan +hub +1,000 things +11.00 +0.25 +– .* NO"),
            bare -> assertThat(bare).matches("fan +bare +1,000 things +44.00 +1.00 +– .* yes"));
  }

  @Test
  void whatCannotBeCompared_hasNoRatio() {
    add(1, "hub", 10, Exactness.EXACT);

    assertThat(Row.of(entries).get(0).ratio()).isEmpty();
  }

  @Test
  void latencyOfNothing_isNotShownAsFast() {
    Measurement.Figures figures =
        new Measurement.Figures(
            "things",
            Optional.of(1.0),
            Optional.empty(),
            Optional.of(new Latency(0, 0, 0, 0)),
            Optional.empty());

    assertThat(figures.latency()).isEmpty();
  }

  private void add(int round, String server, double cpu, Exactness exactness) {
    Measurement.Figures figures =
        new Measurement.Figures(
            "things", Optional.of(1_000.0), Optional.of(cpu), Optional.empty(), Optional.empty());
    Measurement.Subject subject = new Measurement.Subject("fan", server, server.equals("bare"));
    entries.add(new Report.Entry(round, new Measurement(subject, figures, exactness, Map.of())));
  }
}
