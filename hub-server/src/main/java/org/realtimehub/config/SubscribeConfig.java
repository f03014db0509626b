package org.realtimehub.config;

import java.time.Duration;
import java.util.Optional;

/**
 * Bounds and rhythm of a subscription.
 *
 * @param heartbeat after how long without an update a comment is sent
 * @param retry what clients are told to wait before they reconnect, absent to leave it to them
 * @param maxMatchers most matchers of one subscription
 * @param maxMatcherLength longest matcher, in characters
 * @param maxBody largest body of a {@code QUERY} request, in bytes
 * @param maxAge after how long a connection is closed, zero for never
 * @param maxAgeJitter fraction of {@code maxAge}, 0 to 1, by which it varies between connections
 * @param longPollTimeout how long a long poll waits for an update
 * @param historyPage most updates in one answer of the history and of a long poll
 */
public record SubscribeConfig(
    Duration heartbeat,
    Optional<Duration> retry,
    int maxMatchers,
    int maxMatcherLength,
    long maxBody,
    Duration maxAge,
    double maxAgeJitter,
    Duration longPollTimeout,
    int historyPage) {

  static final Key<Duration> HEARTBEAT =
      Key.of("subscribe.heartbeat", Types.time(), Duration.ofSeconds(15));
  static final Key<Duration> RETRY = Key.of("subscribe.retry", Types.timeOrOff(), Duration.ZERO);
  static final Key<Integer> MAX_MATCHERS =
      Key.of("subscribe.max-matchers", Types.wholeNumber(1, 10_000), 100);
  static final Key<Integer> MAX_MATCHER_LENGTH =
      Key.of("subscribe.max-matcher-length", Types.wholeNumber(1, 1 << 20), 4096);
  static final Key<Long> MAX_BODY =
      Key.of("subscribe.max-body", Types.size(1 << 10, 1 << 30), 256L << 10);
  static final Key<Duration> MAX_AGE =
      Key.of("subscribe.max-age", Types.timeOrOff(), Duration.ZERO);
  static final Key<Double> MAX_AGE_JITTER =
      Key.of("subscribe.max-age-jitter", Types.fraction(), 0.1);
  static final Key<Duration> LONG_POLL_TIMEOUT =
      Key.of("subscribe.long-poll-timeout", Types.time(), Duration.ofSeconds(30));
  static final Key<Integer> HISTORY_PAGE =
      Key.of("subscribe.history-page", Types.wholeNumber(1, 10_000), 100);

  public SubscribeConfig {
    HEARTBEAT.check(heartbeat);
    RETRY.check(retry.orElse(Duration.ZERO));
    MAX_MATCHERS.check(maxMatchers);
    MAX_MATCHER_LENGTH.check(maxMatcherLength);
    MAX_BODY.check(maxBody);
    MAX_AGE.check(maxAge);
    MAX_AGE_JITTER.check(maxAgeJitter);
    LONG_POLL_TIMEOUT.check(longPollTimeout);
    HISTORY_PAGE.check(historyPage);
  }

  static SubscribeConfig read(Values values) {
    return new SubscribeConfig(
        values.get(HEARTBEAT),
        Optional.of(values.get(RETRY)).filter(retry -> !retry.isZero()),
        values.get(MAX_MATCHERS),
        values.get(MAX_MATCHER_LENGTH),
        values.get(MAX_BODY),
        values.get(MAX_AGE),
        values.get(MAX_AGE_JITTER),
        values.get(LONG_POLL_TIMEOUT),
        values.get(HISTORY_PAGE));
  }
}
