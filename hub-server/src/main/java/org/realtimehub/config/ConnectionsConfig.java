package org.realtimehub.config;

import java.time.Duration;

/**
 * How many subscribers a node holds, and how it lets them in and out.
 *
 * @param max most connections of this node
 * @param maxWaiting most subscribers that wait for a place, 0 to refuse at once
 * @param maxWait how long one of them waits at most
 * @param perAddress most connections of one client address, 0 for no limit
 * @param perToken most connections of one token, 0 for no limit
 * @param drain how long a stopping node takes to let its connections go
 * @param retrySpread over which time a draining node spreads the clients that come back
 */
public record ConnectionsConfig(
    int max,
    int maxWaiting,
    Duration maxWait,
    int perAddress,
    int perToken,
    Duration drain,
    Duration retrySpread) {

  static final Key<Integer> MAX =
      Key.of("connections.max", Types.wholeNumber(1, 10_000_000), 100_000);
  static final Key<Integer> MAX_WAITING =
      Key.of("connections.max-waiting", Types.wholeNumber(0, 10_000_000), 1000);
  static final Key<Duration> MAX_WAIT =
      Key.of("connections.max-wait", Types.time(), Duration.ofSeconds(10));
  static final Key<Integer> PER_ADDRESS =
      Key.of("connections.per-address", Types.wholeNumber(0, 10_000_000), 0);
  static final Key<Integer> PER_TOKEN =
      Key.of("connections.per-token", Types.wholeNumber(0, 10_000_000), 0);
  static final Key<Duration> DRAIN =
      Key.of("connections.drain", Types.timeOrOff(), Duration.ofSeconds(10));
  static final Key<Duration> RETRY_SPREAD =
      Key.of("connections.retry-spread", Types.timeOrOff(), Duration.ofSeconds(10));

  public ConnectionsConfig {
    MAX.check(max);
    MAX_WAITING.check(maxWaiting);
    MAX_WAIT.check(maxWait);
    PER_ADDRESS.check(perAddress);
    PER_TOKEN.check(perToken);
    DRAIN.check(drain);
    RETRY_SPREAD.check(retrySpread);
  }

  static ConnectionsConfig read(Values values) {
    return new ConnectionsConfig(
        values.get(MAX),
        values.get(MAX_WAITING),
        values.get(MAX_WAIT),
        values.get(PER_ADDRESS),
        values.get(PER_TOKEN),
        values.get(DRAIN),
        values.get(RETRY_SPREAD));
  }
}
