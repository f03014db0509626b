package org.realtimehub.admin.oidc;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;

/**
 * What an ID token must say (OpenID Connect Core 1.0, section 3.1.3.7). The library that checks its
 * signature takes the absence of a claim for assent and does not look at the nonce, so all of it is
 * looked at here.
 */
final class IdToken {

  /** How far the provider's clock may be from ours. */
  static final Duration LEEWAY = Duration.ofSeconds(30);

  /** Section 2: {@code sub} has no more. */
  private static final int LONGEST_SUBJECT = 255;

  private final JsonObject claims;

  /**
   * @param claims of a token whose signature is right
   */
  IdToken(JsonObject claims) {
    this.claims = claims;
  }

  void check(String issuer, String clientId, String nonce, Instant now)
      throws UntrustworthyException {
    require(issuer.equals(claims.getValue("iss")), "iss is not the issuer");
    checkAudience(clientId);
    require(
        claims.getValue("exp") instanceof Number exp
            && exp.doubleValue() > now.minus(LEEWAY).getEpochSecond(),
        "it has expired");
    require(
        claims.getValue("iat") instanceof Number iat
            && iat.doubleValue() <= now.plus(LEEWAY).getEpochSecond(),
        "iat is not in the past");
    require(
        claims.getValue("nonce") instanceof String given && same(given, nonce),
        "nonce is not that of this sign-in");
    require(
        claims.getValue("sub") instanceof String subject
            && !subject.isBlank()
            && subject.length() <= LONGEST_SUBJECT,
        "sub does not name a user");
  }

  private void checkAudience(String clientId) throws UntrustworthyException {
    Object audience = claims.getValue("aud");
    boolean several = audience instanceof JsonArray all && all.size() > 1;
    boolean named =
        audience instanceof JsonArray all ? all.contains(clientId) : clientId.equals(audience);
    require(named, "aud does not name this client");
    Object party = claims.getValue("azp");
    require(party == null ? !several : clientId.equals(party), "azp does not name this client");
  }

  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private static void require(boolean right, String otherwise) throws UntrustworthyException {
    if (!right) {
      throw new UntrustworthyException("ID token: " + otherwise);
    }
  }

  String subject() {
    return claims.getString("sub");
  }

  JsonObject claims() {
    return claims;
  }
}
