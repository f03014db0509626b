package org.realtimehub.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TokenCacheTest {
  private static final int GENERATION = 10;

  private final TokenCache cache = new TokenCache(GENERATION);
  private final KeySource source;
  private final AccessToken token =
      new AccessToken(
          Grants.none(),
          Dialect.DRAFT_07,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Payloads.none());

  TokenCacheTest() throws InvalidKeysException {
    source = TestKey.es256("k").source();
  }

  private void put(String text) {
    cache.put(TokenCache.key(Action.PUBLISH, text), token, source, source.current());
  }

  private boolean has(String text) {
    return cache.find(TokenCache.key(Action.PUBLISH, text)).isPresent();
  }

  @Test
  void manyTokens_doNotMakeItGrow() {
    for (int i = 0; i < 1_000; i++) {
      put("token " + i);
      assertThat(cache.size()).isLessThanOrEqualTo(2 * GENERATION);
    }
    assertThat(has("token 0")).isFalse();
    assertThat(has("token 999")).isTrue();
  }

  @Test
  void tokenInUse_staysWhileOthersComeAndGo() {
    put("publisher");
    for (int i = 0; i < 1_000; i++) {
      put("token " + i);
      assertThat(has("publisher")).isTrue();
    }
  }

  @Test
  void roles_areKeptApart() {
    put("token");
    assertThat(cache.find(TokenCache.key(Action.SUBSCRIBE, "token"))).isEmpty();
  }
}
