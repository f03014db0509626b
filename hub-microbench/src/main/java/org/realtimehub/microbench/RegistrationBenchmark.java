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
import org.realtimehub.topic.InvalidTopicException;
import org.realtimehub.topic.TopicMatcher;

/** Subscribers that come and go, while the index and what it remembers are full. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC"})
public class RegistrationBenchmark {

  @Param({"10", "10000"})
  public int patterns;

  private FilledIndex index;
  private TopicMatcher newExact;
  private TopicMatcher newPattern;
  private TopicMatcher knownPattern;

  @Setup
  public void fill() throws InvalidTopicException {
    index = new FilledIndex(patterns, PatternShape.OWN_PREFIX);
    index.patternTopics(FilledIndex.CACHED_TOPICS).publishAll();
    newExact = index.matchers.exact("https://example.com/new");
    newPattern = PatternShape.OWN_PREFIX.matcher(index.matchers, patterns);
    knownPattern = PatternShape.OWN_PREFIX.matcher(index.matchers, patterns / 2);
  }

  @Benchmark
  public void newExact() {
    index.topics.add(newExact, this).unregister();
  }

  @Benchmark
  public void newPattern() {
    index.topics.add(newPattern, this).unregister();
  }

  /** Somebody else has it already. */
  @Benchmark
  public void knownPattern() {
    index.topics.add(knownPattern, this).unregister();
  }

  /** What a subscription costs before it is registered. */
  @Benchmark
  public TopicMatcher parsePattern() throws InvalidTopicException {
    return index.matchers.urlPattern(newPattern.value());
  }
}
