package org.realtimehub.access;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessSettingsTest {
  private final TrustedIssuer issuer =
      new TrustedIssuer("https://example.com", TestKey.es256("k").source());

  AccessSettingsTest() throws Exception {}

  private static AccessSettings settings(
      List<TrustedIssuer> issuers, String audience, Set<String> algorithms) {
    return new AccessSettings(
        issuers,
        audience,
        algorithms,
        true,
        Optional.empty(),
        Optional.empty(),
        TokenLimits.DEFAULT);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "None", "HS1", "es256", "ES256K", "dir"})
  void algorithm_thatIsNotSupported_isNamed(String algorithm) {
    assertThatThrownBy(() -> settings(List.of(issuer), "https://hub/", Set.of("ES256", algorithm)))
        .hasMessage("algorithms: " + algorithm + " is not supported");
  }

  @Test
  void emptyAllowList_isNotTaken() {
    assertThatThrownBy(() -> settings(List.of(issuer), "https://hub/", Set.of()))
        .hasMessage("algorithms is empty");
  }

  @Test
  void issuers_needAnAudience() {
    settings(List.of(), "", Set.of("ES256"));
    assertThatThrownBy(() -> settings(List.of(issuer), " ", Set.of("ES256")))
        .hasMessageContaining("audience");
  }

  @Test
  void issuer_isTrustedOnce() {
    assertThatThrownBy(() -> settings(List.of(issuer, issuer), "https://hub/", Set.of("ES256")))
        .hasMessage("issuers: https://example.com is there twice");
  }

  @Test
  void limits_areAtLeastOne() {
    assertThatThrownBy(() -> new TokenLimits(1, 1, 0, 1))
        .hasMessage("maxTopicsPerDetail must be at least 1, is 0");
  }
}
