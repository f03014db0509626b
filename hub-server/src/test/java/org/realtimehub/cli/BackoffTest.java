package org.realtimehub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BackoffTest {
  private final Backoff backoff = new Backoff();

  @Test
  void waits_growWithFailuresInARow_upToALimit() {
    assertThat(backoff.next()).hasSeconds(1);
    assertThat(backoff.next()).hasSeconds(2);
    assertThat(backoff.next()).hasSeconds(4);
    for (int i = 0; i < 100; i++) {
      assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofSeconds(30));
    }
    assertThat(backoff.next()).hasSeconds(30);
  }

  @Test
  void success_startsOver_withWhatTheHubAsksFor() {
    backoff.next();
    backoff.next();
    backoff.succeeded(Duration.ofSeconds(45));

    assertThat(backoff.next()).hasSeconds(45);
    assertThat(backoff.next()).hasSeconds(45);
  }
}
