package org.realtimehub.bench;

import java.time.Duration;
import java.util.Optional;

/**
 * Counts at one moment.
 *
 * @param nanos time of {@link Clock}
 * @param cpu of the server, empty when it is not known
 * @param count of what the scenario counts
 * @param published updates that were answered
 */
record Sample(long nanos, Optional<Duration> cpu, long count, long published) {

  /** What was between two moments. */
  record Interval(double seconds, long count, long published, Optional<Double> cpuSeconds) {

    double perSecond() {
      return count / seconds;
    }

    double publishesPerSecond() {
      return published / seconds;
    }

    /** Processor time of the server for each that was counted. */
    Optional<Double> cpuMicrosEach() {
      return count == 0 ? Optional.empty() : cpuSeconds.map(cpu -> cpu * 1e6 / count);
    }
  }

  Interval to(Sample later) {
    return new Interval(
        (later.nanos - nanos) / 1e9,
        later.count - count,
        later.published - published,
        cpu.flatMap(before -> later.cpu.map(after -> after.minus(before).toNanos() / 1e9)));
  }
}
