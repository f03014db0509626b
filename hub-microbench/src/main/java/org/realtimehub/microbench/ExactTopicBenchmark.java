package org.realtimehub.microbench;

import java.util.Random;
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
import org.realtimehub.topic.Matchers;
import org.realtimehub.topic.TopicIndex;

/** From a topic to its subscribers, where nobody has a pattern. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(
    value = 1,
    jvmArgs = {"-Xmx1g", "-XX:+UseSerialGC"})
public class ExactTopicBenchmark {

  private static final int PUBLISHED = 1_024;
  private static final int FANS = 1_000;
  private static final String POPULAR = "https://example.com/news";
  private static final long SEED = 20_261_120;

  @Param({"10", "100000"})
  public int topics;

  private final TopicIndex<Object> index = new TopicIndex<>(FilledIndex.CACHED_TOPICS);
  private final String[] published = new String[PUBLISHED];
  private int next;

  @Setup
  public void fill() throws InvalidTopicException {
    Matchers matchers = new Matchers("https://hub.example/.well-known/mercure");
    for (int i = 0; i < topics; i++) {
      index.add(matchers.exact(FilledIndex.exactTopic(i)), new Object());
    }
    for (int i = 0; i < FANS; i++) {
      index.add(matchers.exact(POPULAR), new Object());
    }
    Random random = new Random(SEED);
    for (int i = 0; i < PUBLISHED; i++) {
      published[i] = FilledIndex.exactTopic(random.nextInt(topics));
    }
  }

  /** A publish that a thousand get; what each costs beyond the visit is not in it. */
  @Benchmark
  public void thousandSubscribers(Blackhole subscribers) {
    index.forEach(POPULAR, subscribers::consume);
  }

  @Benchmark
  public void oneSubscriber(Blackhole subscribers) {
    next = (next + 1) % PUBLISHED;
    index.forEach(published[next], subscribers::consume);
  }
}
