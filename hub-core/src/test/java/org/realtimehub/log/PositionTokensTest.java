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

  @ParameterizedTest
  @ValueSource(longs = {0, 42, Long.MAX_VALUE})
  void tokenToStayAway_saysUntilWhen_andNamesItsPosition(long offset) {
    Position position = new Position("epoch", offset);
    String token = tokens.encodeStayAway(position, 1_000);
    PositionTokens another = new PositionTokens(secret("one"));
    assertThat(another.tellsToStayAway(token, 999)).isTrue();
    assertThat(another.tellsToStayAway(token, 1_000)).isFalse();
    assertThat(another.decode(token, "epoch")).contains(position);
    assertThat(another.decode(token, "other epoch")).isEmpty();
    assertThat(new PositionTokens(secret("two")).tellsToStayAway(token, 0)).isFalse();
    assertThat(new PositionTokens(secret("two")).decode(token, "epoch")).isEmpty();
  }

  @Test
  void tokenToStayAway_looksLikeAToken_andOthersDoNotTell() {
    String token = tokens.encodeStayAway(new Position("epoch", 7), 1_000);
    assertThat(token).hasSize(44).matches("#[A-Za-z0-9_-]+");
    assertThat(tokens.tellsToStayAway(tokens.encode(new Position("epoch", 7)), 0)).isFalse();
    assertThat(tokens.tellsToStayAway("urn:uuid:1", 0)).isFalse();
    assertThat(tokens.tellsToStayAway("#" + "A".repeat(43), 0)).isFalse();
    assertThat(tokens.tellsToStayAway("#" + "A".repeat(10_000), 0)).isFalse();
  }

  @Test
  void anyChangedCharacter_voidsTheTokenToStayAway_orItsPosition() {
    String token = tokens.encodeStayAway(new Position("epoch", 7), 1_000);
    for (int i = 1; i < token.length() - 1; i++) {
      char other = token.charAt(i) == 'A' ? 'B' : 'A';
      String changed = token.substring(0, i) + other + token.substring(i + 1);
      assertThat(tokens.decode(changed, "epoch")).as(changed).isEmpty();
      if (i != 22) { // which belongs to both blocks
        assertThat(tokens.tellsToStayAway(changed, 0)).as(changed).isEqualTo(i > 22);
      }
    }
  }

  @Test
  void halvesOfATokenToStayAway_areNoTokens() {
    String token = tokens.encodeStayAway(new Position("epoch", 7), 1_000);
    byte[] bytes = java.util.Base64.getUrlDecoder().decode(token.substring(1));
    for (int from : new int[] {0, 16}) {
      byte[] half = java.util.Arrays.copyOfRange(bytes, from, from + 16);
      String text = java.util.Base64.getUrlEncoder().withoutPadding().encodeToString(half);
      assertThat(tokens.decode("#" + text, "epoch")).isEmpty();
    }
  }

  @Test
  void changedSecret_voidsTheTokensBefore_andUnderstandsThoseOfOthersWithIt() {
    Position position = new Position("epoch", 7);
    String before = tokens.encode(position);
    tokens.change(secret("two"));
    assertThat(tokens.decode(before, "epoch")).isEmpty();
    PositionTokens another = new PositionTokens(secret("two"));
    assertThat(another.decode(tokens.encode(position), "epoch")).contains(position);
    assertThat(tokens.decode(another.encode(position), "epoch")).contains(position);
  }
}
