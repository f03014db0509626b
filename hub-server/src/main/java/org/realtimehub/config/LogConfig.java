package org.realtimehub.config;

import java.time.Duration;

/**
 * Where updates are kept.
 *
 * @param type which log
 * @param timeout how long the log may take to answer
 * @param redis the server, when the log is in Redis
 */
public record LogConfig(LogType type, Duration timeout, RedisConfig redis) {
  static final Key<LogType> TYPE = Key.of("log.type", Types.choice(LogType.class), LogType.MEMORY);
  static final Key<Duration> TIMEOUT = Key.of("log.timeout", Types.time(), Duration.ofSeconds(5));

  public LogConfig {
    TIMEOUT.check(timeout);
  }

  static LogConfig read(Values values) {
    return new LogConfig(values.get(TYPE), values.get(TIMEOUT), values.section(RedisConfig::read));
  }
}
