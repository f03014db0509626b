package org.realtimehub.bench;

import java.util.Map;
import java.util.Optional;

/**
 * One line of the result, of one round.
 *
 * @param details what has no column, by name
 */
record Measurement(
    Subject subject, Figures figures, Exactness exactness, Map<String, Object> details) {

  /**
   * What was measured.
   *
   * @param reference whether the others of the scenario are compared with it
   */
  record Subject(String scenario, String server, boolean reference) {}

  /**
   * The figures that have columns.
   *
   * @param counted what the rates and costs are of, such as deliveries
   * @param cpuMicros of the server for each of them
   * @param kilobytes of the server's memory per connection
   */
  record Figures(
      String counted,
      Optional<Double> perSecond,
      Optional<Double> cpuMicros,
      Optional<Latency> latency,
      Optional<Double> kilobytes) {

    /** Of nothing there is no latency: the server was further behind than the measured time. */
    Figures {
      latency = latency.filter(one -> one.count() > 0);
    }

    static Figures of(String counted, Sample.Interval interval, Optional<Latency> latency) {
      return new Figures(
          counted,
          Optional.of(interval.perSecond()),
          interval.cpuMicrosEach(),
          latency,
          Optional.empty());
    }

    Figures withoutCpu() {
      return new Figures(counted, perSecond, Optional.empty(), latency, kilobytes);
    }

    /** The figure by which servers are compared: time, or memory where time says nothing. */
    Optional<Double> cost() {
      return cpuMicros.isPresent() ? cpuMicros : kilobytes;
    }
  }
}
