package org.realtimehub.cli;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.realtimehub.config.HubConfig;

/** The token a development hub prints at its start: it may do everything. */
public final class DevelopmentToken {

  private static final Duration LIFE = Duration.ofDays(30);

  private DevelopmentToken() {}

  /** Empty when the configuration has no key that can sign it. */
  public static Optional<String> of(HubConfig config) {
    try {
      return Optional.of(
          new Tokens(config.authorization(), Instant.now())
              .draft07(new Grants(List.of("*"), List.of("*"), null), LIFE, null));
    } catch (CommandFailure e) {
      return Optional.empty();
    }
  }
}
