package org.realtimehub.microbench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.realtimehub.topic.InvalidTopicException;

/**
 * From a topic to its one subscriber among patterns and ten times as many exact topics. What a
 * publish costs must not grow with them.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC"})
public class PatternBenchmark {

  private static final int PUBLISHED = 128;

  @Param({"10", "10000"})
  public int patterns;

  @Param public PatternShape shape;

  private FilledIndex.Rotation exact;
  private FilledIndex.Rotation known;
  private FilledIndex.Rotation unknown;
  private FilledIndex index;

  @Setup
  public void fill() throws InvalidTopicException {
    index = new FilledIndex(patterns, shape);
    exact = index.exactTopics(PUBLISHED);
    known = index.patternTopics(PUBLISHED);
    unknown = index.patternTopics(2 * FilledIndex.CACHED_TOPICS);
    exact.publishAll();
    known.publishAll();
  }

  /** Published lately, to a subscriber of this very topic. */
  @Benchmark
  public void exactTopic(Blackhole subscribers) {
    index.topics.forEach(exact.next(), subscribers::consume);
  }

  /** Published lately, to the subscriber of a pattern. */
  @Benchmark
  public void knownTopic(Blackhole subscribers) {
    index.topics.forEach(known.next(), subscribers::consume);
  }

  /** Not among those that are remembered. */
  @Benchmark
  public void unknownTopic(Blackhole subscribers) {
    index.topics.forEach(unknown.next(), subscribers::consume);
  }
}
