package org.realtimehub.bench;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** Times, in milliseconds. */
record Latency(long count, double p50, double p99, double max) {

  private static final long SHORTEST = 1_000;
  private static final long LONGEST = TimeUnit.MINUTES.toNanos(10);
  private static final int DIGITS = 3;

  /** An empty one, of nanoseconds. */
  static Histogram histogram() {
    return new Histogram(SHORTEST, LONGEST, DIGITS);
  }

  static void record(Histogram histogram, long nanos) {
    histogram.recordValue(Math.min(Math.max(nanos, 0), LONGEST));
  }

  static Latency of(Histogram histogram) {
    return new Latency(
        histogram.getTotalCount(),
        millis(histogram.getValueAtPercentile(50)),
        millis(histogram.getValueAtPercentile(99)),
        millis(histogram.getMaxValue()));
  }

  private static double millis(long nanos) {
    return nanos / 1e6;
  }
}
