package org.realtimehub.admin.oidc;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the library would let pass. */
final class IdTokenTest {

  private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000);

  private static JsonObject claims() {
    return new JsonObject()
        .put("iss", "https://login.example.com")
        .put("aud", "hub")
        .put("exp", 1_800_000_060)
        .put("iat", 1_800_000_000)
        .put("nonce", "nonce")
        .put("sub", "1");
  }

  private static void check(JsonObject claims) throws UntrustworthyException {
    new IdToken(claims).check("https://login.example.com", "hub", "nonce", NOW);
  }

  @Test
  void rightClaims_pass() {
    assertThatCode(() -> check(claims())).doesNotThrowAnyException();
    JsonObject several = claims().put("aud", JsonArray.of("hub", "other")).put("azp", "hub");
    assertThatCode(() -> check(several)).doesNotThrowAnyException();
    JsonObject clockBehind = claims().put("exp", 1_799_999_980).put("iat", 1_800_000_020);
    assertThatCode(() -> check(clockBehind)).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource({
    "iss, '\"https://login.example.com/\"'",
    "iss, null",
    "aud, '\"other\"'",
    "aud, '[\"other\"]'",
    "aud, '[]'",
    "aud, null",
    "aud, '[\"hub\",\"other\"]'",
    "azp, '\"other\"'",
    "exp, 1799999970",
    "exp, '\"1800000060\"'",
    "exp, null",
    "iat, 1800000031",
    "iat, null",
    "nonce, '\"other\"'",
    "nonce, null",
    "sub, '\"\"'",
    "sub, 1",
    "sub, null"
  })
  void anythingElse_doesNot(String claim, String value) {
    JsonObject claims = claims().mergeIn(new JsonObject("{\"" + claim + "\":" + value + "}"));
    assertThatThrownBy(() -> check(claims)).isInstanceOf(UntrustworthyException.class);
    claims.remove(claim);
    if (!claim.equals("azp")) {
      assertThatThrownBy(() -> check(claims)).isInstanceOf(UntrustworthyException.class);
    }
  }
}
