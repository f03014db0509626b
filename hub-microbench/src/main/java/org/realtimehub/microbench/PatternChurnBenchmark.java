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
import org.realtimehub.topic.TopicMatcher;

/**
 * A publish behind each subscriber that comes with a pattern of its own and leaves again: what is
 * remembered of the topic has to be completed, or, if it missed too much, to be found out anew.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC"})
public class PatternChurnBenchmark {

  @Param({"10", "10000"})
  public int patterns;

  /** Topics that are published to in turn: each misses as many additions. */
  @Param({"1", "100", "1000"})
  public int topics;

  private FilledIndex index;
  private FilledIndex.Rotation published;
  private TopicMatcher newPattern;

  @Setup
  public void fill() throws InvalidTopicException {
    index = new FilledIndex(patterns, PatternShape.OWN_PREFIX);
    published = index.patternTopics(topics);
    newPattern = PatternShape.OWN_PREFIX.matcher(index.matchers, patterns);
  }

  @Benchmark
  public void publish(Blackhole subscribers) {
    index.topics.add(newPattern, this).unregister();
    index.topics.forEach(published.next(), subscribers::consume);
  }
}
