package org.realtimehub.config;

import java.time.Duration;

/**
 * How much of the past is kept; whatever is reached first counts.
 *
 * @param maxEvents most updates
 * @param maxBytes most memory, in bytes; at least the largest update
 * @param maxAge longest time
 */
public record HistoryConfig(int maxEvents, long maxBytes, Duration maxAge) {
  static final Key<Integer> MAX_EVENTS =
      Key.of("history.max-events", Types.wholeNumber(1, Integer.MAX_VALUE), 100_000);
  static final Key<Long> MAX_BYTES =
      Key.of("history.max-bytes", Types.size(1 << 10, 1L << 40), 64L << 20);
  static final Key<Duration> MAX_AGE =
      Key.of("history.max-age", Types.time(), Duration.ofHours(24));

  public HistoryConfig {
    MAX_EVENTS.check(maxEvents);
    MAX_BYTES.check(maxBytes);
    MAX_AGE.check(maxAge);
  }

  static HistoryConfig read(Values values) {
    return new HistoryConfig(values.get(MAX_EVENTS), values.get(MAX_BYTES), values.get(MAX_AGE));
  }
}
