package org.realtimehub.admin.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class SessionsTest {

  private Instant now = Instant.parse("2026-11-20T12:00:00Z");
  private final Sessions sessions = new Sessions(Duration.ofMinutes(30), () -> now);

  @Test
  void number_isBounded_andWhatWasUsedLeastRecentlyEnds() {
    String first = sessions.open("a", Role.VIEWER, false).id();
    String second = sessions.open("b", Role.VIEWER, false).id();
    assertThat(sessions.find(first)).isPresent();
    for (int i = 0; i < Sessions.MAX_SESSIONS - 1; i++) {
      sessions.open("c", Role.VIEWER, false);
    }
    assertThat(sessions.size()).isEqualTo(Sessions.MAX_SESSIONS);
    assertThat(sessions.find(second)).isEmpty();
    assertThat(sessions.find(first)).isPresent();
  }

  @Test
  void ended_areNotKept() {
    for (int i = 0; i < 100; i++) {
      sessions.open("a", Role.VIEWER, false);
    }
    now = now.plus(Duration.ofMinutes(30));
    sessions.open("b", Role.VIEWER, false);
    assertThat(sessions.size()).isEqualTo(1);
  }

  @Test
  void nothingThatIsPrinted_givesASessionAway() {
    Sessions.Opened opened = sessions.open("a", Role.OPERATOR, false);
    assertThat(opened.session().toString())
        .doesNotContain(opened.id(), opened.session().csrf(), opened.session().key());
    assertThat(new SignInOutcome.SignedIn(opened.id(), opened.session()).toString())
        .doesNotContain(opened.id());
  }
}
