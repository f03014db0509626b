package org.realtimehub.microbench;

import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.realtimehub.delivery.DispatchLimits;
import org.realtimehub.topic.InvalidTopicException;
import org.realtimehub.topic.Matchers;
import org.realtimehub.topic.TopicIndex;

/**
 * The index of one event loop with one subscriber for each pattern, and for each of ten times as
 * many exact topics.
 */
final class FilledIndex {

  static final int CACHED_TOPICS = DispatchLimits.DEFAULT.cachedTopics();

  private static final int EXACT_PER_PATTERN = 10;
  private static final long SEED = 20_261_120;

  final Matchers matchers = new Matchers("https://hub.example/.well-known/mercure");
  final TopicIndex<Object> topics = new TopicIndex<>(CACHED_TOPICS);

  private final int patterns;
  private final PatternShape shape;
  private final Random random = new Random(SEED);

  FilledIndex(int patterns, PatternShape shape) throws InvalidTopicException {
    this.patterns = patterns;
    this.shape = shape;
    for (int i = 0; i < patterns; i++) {
      topics.add(shape.matcher(matchers, i), new Object());
    }
    for (int i = 0; i < patterns * EXACT_PER_PATTERN; i++) {
      topics.add(matchers.exact(exactTopic(i)), new Object());
    }
  }

  static String exactTopic(int number) {
    return "https://example.com/books/" + number;
  }

  /** Topics that one exact matcher each has. */
  Rotation exactTopics(int count) {
    return rotation(count, i -> exactTopic(random.nextInt(patterns * EXACT_PER_PATTERN)));
  }

  /** Distinct topics that one pattern each matches. */
  Rotation patternTopics(int count) {
    return rotation(count, i -> shape.topic(random.nextInt(patterns), i));
  }

  private Rotation rotation(int count, IntFunction<String> topic) {
    String[] drawn = new String[count];
    for (int i = 0; i < count; i++) {
      drawn[i] = topic.apply(i);
    }
    requireOneMatch(drawn[0]);
    return new Rotation(drawn);
  }

  /** A figure about something else than what it says is worse than none. */
  private void requireOneMatch(String topic) {
    AtomicInteger matched = new AtomicInteger();
    topics.forEach(topic, subscriber -> matched.incrementAndGet());
    if (matched.get() != 1) {
      throw new IllegalStateException(topic + " has " + matched + " subscribers");
    }
  }

  /** Topics that are published to in turn. */
  final class Rotation {

    private final String[] drawn;
    private int next;

    Rotation(String[] drawn) {
      this.drawn = drawn;
    }

    /** So that the index remembers them, if it remembers so many. */
    void publishAll() {
      for (String topic : drawn) {
        topics.forEach(topic, subscriber -> {});
      }
    }

    String next() {
      next = next + 1 == drawn.length ? 0 : next + 1;
      return drawn[next];
    }
  }
}
