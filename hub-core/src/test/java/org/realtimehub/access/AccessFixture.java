package org.realtimehub.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.realtimehub.topic.Matchers;

/** A hub that trusts one issuer, and tokens for it. */
public final class AccessFixture {
  public static final String ISSUER = "https://example.com";
  public static final String AUDIENCE = "https://hub.example.com/.well-known/mercure";
  static final String DETAIL_TYPE = "https://mercure.rocks/authorization-detail";

  private AccessFixture() {}

  public static TokenVerifier verifier(KeySource keys, TestClock clock) {
    return verifier(List.of(new TrustedIssuer(ISSUER, keys)), clock);
  }

  static TokenVerifier verifier(List<TrustedIssuer> issuers, TestClock clock) {
    AccessSettings settings =
        new AccessSettings(
            issuers,
            AUDIENCE,
            AccessSettings.SUPPORTED_ALGORITHMS,
            false,
            Optional.empty(),
            Optional.empty(),
            TokenLimits.DEFAULT);
    return new TokenVerifier(settings, new Matchers(AUDIENCE), clock);
  }

  static TokenVerifier draft07(KeySource publisher, KeySource subscriber, TestClock clock) {
    AccessSettings settings =
        new AccessSettings(
            List.of(),
            "",
            AccessSettings.SUPPORTED_ALGORITHMS,
            true,
            Optional.of(publisher),
            Optional.of(subscriber),
            TokenLimits.DEFAULT);
    return new TokenVerifier(settings, new Matchers(AUDIENCE), clock);
  }

  /** Claims of a valid token that may do both with {@code https://example.com/books/1}. */
  public static JsonObject claims() {
    return claims(detail("https://example.com/books/1", "publish", "subscribe"));
  }

  static JsonObject claims(JsonObject... details) {
    long now = TestClock.START.getEpochSecond();
    return new JsonObject()
        .put("iss", ISSUER)
        .put("aud", AUDIENCE)
        .put("sub", "urn:subscriber")
        .put("client_id", "https://example.com")
        .put("iat", now)
        .put("exp", now + 300)
        .put("jti", "urn:token")
        .put("authorization_details", new JsonArray(List.of(details)));
  }

  static JsonObject detail(String match, String... actions) {
    return new JsonObject()
        .put("type", DETAIL_TYPE)
        .put("actions", new JsonArray(List.of(actions)))
        .put("topics", new JsonArray().add(new JsonObject().put("match", match)));
  }

  /** The outcome of a verification that is decided already. */
  static Verification outcome(Future<Verification> verification) {
    assertThat(verification.succeeded()).isTrue();
    return verification.result();
  }

  static AccessToken accepted(Future<Verification> verification) {
    assertThat(outcome(verification)).isInstanceOf(Verification.Accepted.class);
    return ((Verification.Accepted) outcome(verification)).token();
  }

  static String refused(Future<Verification> verification) {
    assertThat(outcome(verification)).isInstanceOf(Verification.Refused.class);
    return ((Verification.Refused) outcome(verification)).reason();
  }
}
