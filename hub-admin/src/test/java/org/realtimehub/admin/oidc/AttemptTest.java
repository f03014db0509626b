package org.realtimehub.admin.oidc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AttemptTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  private static boolean lasts(Attempt attempt, Instant at) {
    return Attempt.underWay(attempt.cookie(), at).isPresent();
  }

  @Test
  void anyNode_makesTheSameOfACookie() {
    Attempt begun = Attempt.begin(NOW);
    Attempt later = Attempt.underWay(begun.cookie(), NOW.plusSeconds(1)).orElseThrow();
    assertThat(later.state()).isEqualTo(begun.state());
    assertThat(later.nonce()).isEqualTo(begun.nonce());
    assertThat(later.codeVerifier()).isEqualTo(begun.codeVerifier());
  }

  @Test
  void whatTheProviderSees_tellsNothingOfTheRest() {
    Attempt attempt = Attempt.begin(NOW);
    Attempt other = Attempt.begin(NOW);
    assertThat(
            Set.of(
                attempt.state(),
                attempt.nonce(),
                attempt.codeVerifier(),
                attempt.codeChallenge(),
                other.state(),
                other.nonce(),
                other.codeVerifier()))
        .hasSize(7);
    // RFC 7636 wants 43 to 128 characters.
    assertThat(attempt.codeVerifier()).matches("[A-Za-z0-9_-]{43}");
    assertThat(attempt.toString()).doesNotContain(attempt.cookie(), attempt.state());
  }

  @Test
  void attempt_ends_andNobodyCanProlongIt() {
    Attempt attempt = Attempt.begin(NOW);
    assertThat(lasts(attempt, NOW.plus(Attempt.LIFETIME).minusSeconds(1))).isTrue();
    assertThat(lasts(attempt, NOW.plus(Attempt.LIFETIME))).isFalse();
    assertThat(lasts(attempt, NOW.minusSeconds(61))).isFalse();
    Instant later = NOW.plus(Attempt.LIFETIME);
    String prolonged = attempt.cookie().replaceFirst("\\d+", "" + later.getEpochSecond());
    Attempt forged = Attempt.underWay(prolonged, later).orElseThrow();
    assertThat(forged.state()).isNotEqualTo(attempt.state());
    assertThat(forged.nonce()).isNotEqualTo(attempt.nonce());
    assertThat(forged.codeVerifier()).isNotEqualTo(attempt.codeVerifier());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "1800000000", "1800000000.", "1800000000.abc", "x.y", "\u0661."})
  void otherTexts_areNone(String cookie) {
    assertThat(Attempt.underWay(cookie, NOW)).isEmpty();
    assertThat(Attempt.underWay(null, NOW)).isEmpty();
    assertThat(Attempt.underWay("999999999999." + "a".repeat(43), NOW)).isEmpty();
  }

  @Test
  void state_isUsedOnce_andRemembersAreBounded() {
    UsedStates used = new UsedStates();
    Attempt first = Attempt.begin(NOW);
    assertThat(used.use(first, NOW)).isTrue();
    assertThat(used.use(first, NOW)).isFalse();
    for (int i = 0; i < 2 * UsedStates.REMEMBERED; i++) {
      assertThat(used.use(Attempt.begin(NOW), NOW)).isTrue();
    }
    assertThat(used.size()).isEqualTo(UsedStates.REMEMBERED);
    assertThat(used.use(Attempt.begin(NOW), NOW.plus(Attempt.LIFETIME).plusSeconds(60))).isTrue();
    assertThat(used.size()).isEqualTo(1);
  }
}
