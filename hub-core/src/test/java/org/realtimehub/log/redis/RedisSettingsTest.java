package org.realtimehub.log.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realtimehub.log.redis.RedisSettings.Mode;

final class RedisSettingsTest {

  private static final URI PLAIN = URI.create("redis://one:6379");
  private static final URI TLS = URI.create("rediss://two:6379");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "redis://user:secret@host:1",
        "redis://host:1/3",
        "redis://host:1?password=secret",
        "http://host:1",
        "unix:///run/secret",
        "redis:secret"
      })
  void address_isAHostAndAPort_andIsNotRepeatedOtherwise(String address) {
    assertThatThrownBy(() -> of("hub", Mode.STANDALONE, URI.create(address)))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .doesNotContain("secret");
  }

  @Test
  void contradictions_areRefused() {
    refused(() -> of("hub", Mode.STANDALONE));
    refused(() -> of("hub", Mode.STANDALONE, PLAIN, PLAIN));
    refused(() -> of("hub", Mode.SENTINEL, PLAIN, TLS));
    refused(() -> of("hub", Mode.CLUSTER, PLAIN).database(1));
    refused(() -> of("hub", Mode.STANDALONE, PLAIN).database(-1));
    refused(() -> of("hub", Mode.STANDALONE, PLAIN).timeout(Duration.ZERO));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a}b", "{a"})
  void hub_isANameThatKeysCanHave(String hub) {
    refused(() -> of(hub, Mode.STANDALONE, PLAIN));
  }

  @Test
  void password_isNotShown() {
    assertThat(of("hub", Mode.STANDALONE, PLAIN).login("me", "secret").all().toString())
        .contains("me")
        .doesNotContain("secret");
  }

  private static void refused(Runnable making) {
    assertThatThrownBy(making::run).isInstanceOf(IllegalArgumentException.class);
  }

  private static RedisTestSettings of(String hub, Mode mode, URI... addresses) {
    return RedisTestSettings.of(hub, mode, List.of(addresses));
  }
}
