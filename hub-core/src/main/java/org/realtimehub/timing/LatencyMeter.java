package org.realtimehub.timing;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * How long something takes: all that was measured since the start, and what was in the last
 * seconds. Any thread; to note a time takes no lock.
 */
public final class LatencyMeter {

  private static final long HIGHEST_MICROS = TimeUnit.MINUTES.toMicros(1);
  private static final int DIGITS = 2;

  /** Of how many ticks the latest percentiles are made. */
  private static final int RECENT = 5;

  /**
   * All that was measured.
   *
   * @param counts how many took at most each of the bounds that were asked for
   */
  public record Distribution(List<Long> counts, long count, double sumSeconds) {}

  private final Recorder recorder = new Recorder(HIGHEST_MICROS, DIGITS);
  private final LongAdder sumNanos = new LongAdder();

  /** Guarded by this, as is what follows. */
  private final Histogram total = new Histogram(HIGHEST_MICROS, DIGITS);

  private final Deque<Histogram> recent = new ArrayDeque<>();

  /** Notes a time; more than a minute counts as a minute. */
  public void took(long nanos) {
    long time = Math.max(0, nanos);
    recorder.recordValue(Math.min(HIGHEST_MICROS, TimeUnit.NANOSECONDS.toMicros(time)));
    sumNanos.add(time);
  }

  /** To be called about once a second: what was measured five ticks ago is no longer recent. */
  public synchronized void tick() {
    Histogram reused = recent.size() == RECENT ? recent.removeFirst() : null;
    recent.addLast(collect(reused));
  }

  private Histogram collect(@Nullable Histogram reused) {
    Histogram interval = recorder.getIntervalHistogram(reused);
    total.add(interval);
    return interval;
  }

  /** What 99 of 100 took at most lately, in seconds; empty when nothing was measured. */
  public synchronized OptionalDouble p99() {
    Histogram sum = new Histogram(HIGHEST_MICROS, DIGITS);
    recent.forEach(sum::add);
    return sum.getTotalCount() == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(sum.getValueAtPercentile(99) / 1e6);
  }

  /**
   * What was measured since the start, up to the last tick.
   *
   * @param boundsSeconds ascending
   */
  public synchronized Distribution all(double... boundsSeconds) {
    List<Long> counts =
        Arrays.stream(boundsSeconds)
            .mapToObj(bound -> total.getCountBetweenValues(0, (long) (bound * 1e6)))
            .toList();
    return new Distribution(counts, total.getTotalCount(), sumNanos.sum() / 1e9);
  }
}
