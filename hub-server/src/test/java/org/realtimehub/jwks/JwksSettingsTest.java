package org.realtimehub.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JwksSettingsTest {
  private static final URI GOOD = URI.create("https://as.example/jwks?key=xyzzy");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://as.example/jwks",
        "/jwks",
        "https:/jwks",
        "https://user:pass@as.example/jwks",
        "https://as.example/jwks#keys",
      })
  void url_mustBePlainHttp(String url) {
    assertThatThrownBy(() -> JwksSettings.of(URI.create(url)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("url ");
  }

  @Test
  void durationsAndSize_mustBePositive() {
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(() -> new JwksSettings(GOOD, Duration.ZERO, second, second, 1))
        .hasMessageStartingWith("refreshEvery");
    assertThatThrownBy(() -> new JwksSettings(GOOD, second, Duration.ZERO, second, 1))
        .hasMessageStartingWith("askAgainAfter");
    assertThatThrownBy(() -> new JwksSettings(GOOD, second, second, Duration.ZERO, 1))
        .hasMessageStartingWith("timeout");
    assertThatThrownBy(() -> new JwksSettings(GOOD, second, second, second, 0))
        .hasMessageStartingWith("maxBytes");
  }

  @Test
  void query_isNotPrinted() {
    assertThat(JwksSettings.of(GOOD).toString())
        .contains("https://as.example/jwks")
        .doesNotContain("xyzzy");
  }
}
