package org.realtimehub.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One line of the table: the medians of the rounds.
 *
 * @param ratio of its cost to that of the scenario's reference
 * @param details those of its details that are numbers, by name
 * @param exact whether each round was
 */
record Row(
    Measurement.Subject subject,
    Measurement.Figures figures,
    Optional<Double> ratio,
    Map<String, Double> details,
    boolean exact) {

  static List<Row> of(List<Report.Entry> entries) {
    Map<Measurement.Subject, List<Measurement>> rounds = new LinkedHashMap<>();
    for (Report.Entry entry : entries) {
      rounds
          .computeIfAbsent(entry.measurement().subject(), subject -> new ArrayList<>())
          .add(entry.measurement());
    }
    Map<Measurement.Subject, Measurement.Figures> medians = new LinkedHashMap<>();
    rounds.forEach((subject, same) -> medians.put(subject, median(same)));
    List<Row> rows = new ArrayList<>();
    rounds.forEach(
        (subject, same) -> {
          Measurement.Figures figures = median(same);
          boolean exact = same.stream().allMatch(one -> one.exactness().isExact());
          Optional<Double> ratio = ratio(figures, reference(subject, medians));
          rows.add(new Row(subject, figures, ratio, details(same), exact));
        });
    return rows;
  }

  private static Optional<Measurement.Figures> reference(
      Measurement.Subject subject, Map<Measurement.Subject, Measurement.Figures> medians) {
    return medians.entrySet().stream()
        .filter(entry -> entry.getKey().reference())
        .filter(entry -> entry.getKey().scenario().equals(subject.scenario()))
        .map(Map.Entry::getValue)
        .findFirst();
  }

  private static Optional<Double> ratio(
      Measurement.Figures figures, Optional<Measurement.Figures> reference) {
    return reference
        .flatMap(Measurement.Figures::cost)
        .filter(cost -> cost > 0)
        .flatMap(cost -> figures.cost().map(own -> own / cost));
  }

  private static Measurement.Figures median(List<Measurement> same) {
    List<Measurement.Figures> all = same.stream().map(Measurement::figures).toList();
    List<Latency> latencies = all.stream().flatMap(one -> one.latency().stream()).toList();
    return new Measurement.Figures(
        all.get(0).counted(),
        median(all, Measurement.Figures::perSecond),
        median(all, Measurement.Figures::cpuMicros),
        latencies.isEmpty() ? Optional.empty() : Optional.of(latency(latencies)),
        median(all, Measurement.Figures::kilobytes));
  }

  private static Map<String, Double> details(List<Measurement> same) {
    Map<String, List<Double>> all = new LinkedHashMap<>();
    for (Measurement one : same) {
      one.details()
          .forEach(
              (name, value) -> {
                if (value instanceof Number number) {
                  all.computeIfAbsent(name, key -> new ArrayList<>()).add(number.doubleValue());
                }
              });
    }
    Map<String, Double> medians = new LinkedHashMap<>();
    all.forEach(
        (name, values) ->
            medians.put(name, median(values.stream().mapToDouble(one -> one).toArray())));
    return medians;
  }

  private static Latency latency(List<Latency> all) {
    return new Latency(
        all.stream().mapToLong(Latency::count).sum(),
        median(all.stream().mapToDouble(Latency::p50).toArray()),
        median(all.stream().mapToDouble(Latency::p99).toArray()),
        median(all.stream().mapToDouble(Latency::max).toArray()));
  }

  private static Optional<Double> median(
      List<Measurement.Figures> all, Function<Measurement.Figures, Optional<Double>> figure) {
    double[] values =
        all.stream().flatMap(one -> figure.apply(one).stream()).mapToDouble(one -> one).toArray();
    return values.length == 0 ? Optional.empty() : Optional.of(median(values));
  }

  private static double median(double[] values) {
    Arrays.sort(values);
    int middle = values.length / 2;
    return values.length % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
  }
}
