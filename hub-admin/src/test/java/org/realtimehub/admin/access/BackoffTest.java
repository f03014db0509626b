package org.realtimehub.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class BackoffTest {

  private Instant now = Instant.parse("2026-11-20T12:00:00Z");
  private final Backoff backoff = new Backoff(3, () -> now);

  private Duration afterFailure() {
    now = now.plus(backoff.wait("a"));
    backoff.tried("a");
    return backoff.wait("a");
  }

  @Test
  void wait_doubles_upToFiveMinutes() {
    assertThat(afterFailure()).isZero();
    assertThat(afterFailure()).isZero();
    Duration wait = afterFailure();
    assertThat(wait).isEqualTo(Duration.ofSeconds(2));
    for (int i = 0; i < 40; i++) {
      Duration next = afterFailure();
      assertThat(next)
          .isEqualTo(
              wait.multipliedBy(2).compareTo(Duration.ofMinutes(5)) > 0
                  ? Duration.ofMinutes(5)
                  : wait.multipliedBy(2));
      wait = next;
    }
    assertThat(wait).isEqualTo(Duration.ofMinutes(5));
    assertThat(backoff.wait("b")).isZero();
  }

  @Test
  void manyTriesAtOnce_gainNothing() {
    int let = 0;
    for (int i = 0; i < 100; i++) {
      if (backoff.wait("a").isZero()) {
        backoff.tried("a");
        let++;
      }
    }
    assertThat(let).isEqualTo(3);
  }

  @Test
  void quiet_isForgotten_andSoIsSuccess() {
    for (int i = 0; i < 8; i++) {
      afterFailure();
    }
    backoff.forget("a");
    assertThat(afterFailure()).isZero();
    for (int i = 0; i < 8; i++) {
      afterFailure();
    }
    now = now.plus(Duration.ofMinutes(16));
    assertThat(afterFailure()).isZero();
  }

  @Test
  void tryThatWasNone_isTakenBack() {
    for (int i = 0; i < 50; i++) {
      backoff.tried("a");
      backoff.undo("a");
    }
    assertThat(afterFailure()).isZero();
  }

  @Test
  void memory_isBounded() {
    for (int i = 0; i < 50_000; i++) {
      backoff.tried("a" + i);
    }
    assertThat(backoff.size()).isEqualTo(10_000);
  }
}
