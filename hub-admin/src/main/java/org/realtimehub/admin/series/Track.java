package org.realtimehub.admin.series;

import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realtimehub.control.NodeHoldings.Total;
import org.realtimehub.control.NodeInfo;

/** One node's values, each gauge in an array that moves on when it is full. */
final class Track {

  private static final MathContext DIGITS = new MathContext(5);
  private static final String OPENED = "opened_per_second";
  private static final String CLOSED = "closed_per_second.";

  private final int points;
  private final Map<String, double[]> gauges = new LinkedHashMap<>();
  private @Nullable NodeInfo before;
  private int silentFor;

  Track(int points) {
    this.points = points;
  }

  /** Makes room for another point at the end. */
  void moveOn() {
    gauges.values().forEach(values -> System.arraycopy(values, 1, values, 0, points - 1));
  }

  /**
   * Sets the values of a point.
   *
   * @param info what the node said, null when it says nothing
   */
  void add(int index, @Nullable NodeInfo info) {
    gauges.values().forEach(values -> values[index] = Double.NaN);
    silentFor = info == null ? silentFor + 1 : 0;
    if (info != null) {
      for (Gauge gauge : Gauge.ALL) {
        set(gauge.label(), index, gauge.of(info));
      }
      rates(index, info);
    }
    before = info;
  }

  private void rates(int index, NodeInfo info) {
    NodeInfo last = before;
    if (last == null || !last.facts().started().equals(info.facts().started())) {
      return;
    }
    Total then = last.holdings().total();
    Total now = info.holdings().total();
    double seconds = Series.STEP.toSeconds();
    set(OPENED, index, (now.opened() - then.opened()) / seconds);
    now.closed()
        .forEach(
            (reason, count) -> {
              double rate = (count - then.closed().getOrDefault(reason, 0L)) / seconds;
              // Reasons that never came up are left out.
              if (rate > 0 || gauges.containsKey(CLOSED + reason)) {
                set(CLOSED + reason, index, rate);
              }
            });
  }

  private void set(String gauge, int index, double value) {
    gauges.computeIfAbsent(gauge, unknown -> unknown())[index] = value;
  }

  private double[] unknown() {
    double[] values = new double[points];
    Arrays.fill(values, Double.NaN);
    return values;
  }

  /** Whether it said nothing for as long as is remembered. */
  boolean isEmpty() {
    return silentFor >= points;
  }

  JsonObject last(int index) {
    JsonObject values = new JsonObject();
    gauges.forEach((gauge, all) -> values.put(gauge, shown(all[index])));
    return values;
  }

  Map<String, double[]> copy(int length) {
    Map<String, double[]> copy = new LinkedHashMap<>();
    gauges.forEach((gauge, values) -> copy.put(gauge, Arrays.copyOf(values, length)));
    return copy;
  }

  /** No more digits than anybody can see. */
  static @Nullable Number shown(double value) {
    if (Double.isNaN(value)) {
      return null;
    }
    return value == Math.rint(value)
        ? (Number) (long) value
        : (Number) new BigDecimal(value).round(DIGITS).doubleValue();
  }
}
