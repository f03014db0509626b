package org.realtimehub.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.realtimehub.update.Position;

final class PositionTokensTest {

  private final PositionTokens tokens = new PositionTokens(secret("one"));

  private static byte[] secret(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 42, 1L << 40, Long.MAX_VALUE})
  void token_namesItsPosition(long offset) {
    Position position = new Position("epoch", offset);
    String token = tokens.encode(position);
    assertThat(PositionTokens.looksLikeToken(token)).isTrue();
    assertThat(tokens.decode(token, "epoch")).contains(position);
    assertThat(new PositionTokens(secret("one")).decode(token, "epoch")).contains(position);
  }

  @Test
  void token_ofAnotherEpochOrSecret_isUnknown() {
    String token = tokens.encode(new Position("epoch", 7));
    assertThat(tokens.decode(token, "other epoch")).isEmpty();
    assertThat(new PositionTokens(secret("two")).decode(token, "epoch")).isEmpty();
  }

  @Test
  void tokens_showNeitherOrderNorNumber() {
    Set<String> beginnings = new HashSet<>();
    for (long offset = 0; offset < 1_000; offset++) {
      String token = tokens.encode(new Position("epoch", offset));
      assertThat(token).hasSize(23).matches("#[A-Za-z0-9_-]+");
      beginnings.add(token.substring(0, 9));
    }
    assertThat(beginnings).as("48 bits of each token").hasSize(1_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"#", "#AAAA", "#AAAAAAAAAAAAAAAAAAAAAA", "##AAAAAAAAAAAAAAAAAAAAA", "#é", ""})
  void whatTheHubNeverMade_isUnknown(String forged) {
    assertThat(tokens.decode(forged, "epoch")).isEmpty();
  }

  @Test
  void anyChangedCharacter_makesTheTokenUnknown() {
    String token = tokens.encode(new Position("epoch", 7));
    for (int i = 1; i < token.length() - 1; i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(tokens.decode(changed, "epoch")).as(changed).isEmpty();
    }
  }
}
