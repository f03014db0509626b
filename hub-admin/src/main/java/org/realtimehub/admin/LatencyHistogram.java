package org.realtimehub.admin;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.ArrayList;
import java.util.List;
import org.realtimehub.timing.LatencyMeter;

/**
 * What a meter measured, as a histogram of Prometheus. The meter is written on the way of every
 * update, which a timer of the registry would make longer.
 */
final class LatencyHistogram implements Collector {

  private static final double[] BOUNDS = {
    0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10
  };

  private final String name;
  private final String help;
  private final LatencyMeter meter;

  /**
   * @param name without its unit
   */
  LatencyHistogram(String name, String help, LatencyMeter meter) {
    this.name = name + "_seconds";
    this.help = help;
    this.meter = meter;
  }

  @Override
  public String getPrometheusName() {
    return name;
  }

  @Override
  public MetricSnapshot collect() {
    LatencyMeter.Distribution measured = meter.all(BOUNDS);
    List<Double> bounds = new ArrayList<>();
    List<Long> counts = new ArrayList<>();
    long before = 0;
    for (int i = 0; i < BOUNDS.length; i++) {
      long upTo = measured.counts().get(i);
      bounds.add(BOUNDS[i]);
      counts.add(upTo - before);
      before = upTo;
    }
    bounds.add(Double.POSITIVE_INFINITY);
    counts.add(measured.count() - before);
    return HistogramSnapshot.builder()
        .name(name)
        .help(help)
        .dataPoint(
            HistogramDataPointSnapshot.builder()
                .classicHistogramBuckets(ClassicHistogramBuckets.of(bounds, counts))
                .sum(measured.sumSeconds())
                .build())
        .build();
  }
}
