package org.realtimehub.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.realtimehub.access.AccessFixture.accepted;
import static org.realtimehub.access.AccessFixture.claims;
import static org.realtimehub.access.AccessFixture.refused;
import static org.realtimehub.access.AccessFixture.verifier;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.realtimehub.topic.Matchers;

/** draft-08, Token Validation. */
class Draft08TokenTest {
  private static final TestKey RSA = TestKey.rs256("rsa");
  private static final TestKey EC = TestKey.es256("ec");
  private static final TestKey ED = TestKey.eddsa("ed");
  private static final TestKey HMAC =
      TestKey.hs256("a secret of more than thirty-two bytes".getBytes(StandardCharsets.UTF_8));

  private final TestClock clock = new TestClock();

  static Stream<TestKey> keys() {
    return Stream.of(RSA, EC, ED, HMAC);
  }

  @ParameterizedTest
  @MethodSource("keys")
  void token_ofATrustedIssuer_isAcceptedWithItsClaims(TestKey key) throws Exception {
    AccessToken token =
        accepted(verifier(key.source(), clock).verify(key.token(claims()), Action.SUBSCRIBE));
    assertThat(token.dialect()).isEqualTo(Dialect.DRAFT_08);
    assertThat(token.expires()).contains(TestClock.START.plusSeconds(300));
    assertThat(token.issuer()).contains(AccessFixture.ISSUER);
    assertThat(token.subject()).contains("urn:subscriber");
    assertThat(token.id()).contains("urn:token");
    assertThat(token.grants().permitsSubscribe("https://example.com/books/1")).isTrue();
    assertThat(token.grants().permitsSubscribe("https://example.com/books/2")).isFalse();
  }

  @ParameterizedTest
  @MethodSource("keys")
  void token_withChangedClaims_isRefused(TestKey key) throws Exception {
    String[] parts = key.token(claims()).split("\\.");
    String changed = claims().put("sub", "urn:someone-else").encode();
    String tampered = parts[0] + "." + TestKey.encode(changed) + "." + parts[2];
    assertThat(refused(verifier(key.source(), clock).verify(tampered, Action.PUBLISH)))
        .isEqualTo("the signature does not fit");
  }

  @ParameterizedTest
  @MethodSource("keys")
  void token_withChangedSignature_isRefused(TestKey key) throws Exception {
    String token = key.token(claims());
    int middle = token.lastIndexOf('.') + 10;
    char other = token.charAt(middle) == 'A' ? 'B' : 'A';
    String tampered = token.substring(0, middle) + other + token.substring(middle + 1);
    assertThat(refused(verifier(key.source(), clock).verify(tampered, Action.PUBLISH)))
        .isEqualTo("the signature does not fit");
  }

  @ParameterizedTest
  @ValueSource(strings = {"at+jwt", "AT+JWT", "application/at+jwt", "Application/At+Jwt"})
  void typ_isComparedWithoutCaseAndPrefix(String typ) throws Exception {
    String token = EC.token(EC.header().put("typ", typ), claims());
    accepted(verifier(EC.source(), clock).verify(token, Action.PUBLISH));
  }

  @ParameterizedTest
  @ValueSource(strings = {"JWT", "id+jwt", "at+jwt+x", "text/at+jwt", ""})
  void typ_ofAnotherKindOfToken_isRefused(String typ) throws Exception {
    String token = EC.token(EC.header().put("typ", typ), claims());
    assertThat(refused(verifier(EC.source(), clock).verify(token, Action.PUBLISH)))
        .isEqualTo("typ is not at+jwt");
  }

  @Test
  void algNone_isRefused() throws Exception {
    JsonObject header = new JsonObject().put("alg", "none").put("typ", "at+jwt");
    String unsigned = TestKey.encode(header.encode()) + "." + TestKey.encode(claims().encode());
    TokenVerifier verifier = verifier(EC.source(), clock);
    refused(verifier.verify(unsigned + ".", Action.PUBLISH));
    refused(verifier.verify(unsigned + ".AAAA", Action.PUBLISH));
    refused(verifier.verify(unsigned, Action.PUBLISH));
  }

  @Test
  void publicKey_isNeverAnHmacSecret() throws Exception {
    for (byte[] guess :
        List.of(
            RSA.pem().getBytes(StandardCharsets.UTF_8),
            RSA.pem().strip().getBytes(StandardCharsets.UTF_8),
            RSA.jwk().encode().getBytes(StandardCharsets.UTF_8))) {
      String token = TestKey.hs256(guess).token(RSA.header().put("alg", "HS256"), claims());
      assertThat(refused(verifier(RSA.source(), clock).verify(token, Action.PUBLISH)))
          .isEqualTo("the signature does not fit");
    }
  }

  @Test
  void algorithm_thatTheSettingsDoNotAllow_isRefused() throws Exception {
    AccessSettings only =
        new AccessSettings(
            List.of(new TrustedIssuer(AccessFixture.ISSUER, RSA.source())),
            AccessFixture.AUDIENCE,
            Set.of("ES256"),
            false,
            Optional.empty(),
            Optional.empty(),
            TokenLimits.DEFAULT);
    TokenVerifier verifier = new TokenVerifier(only, new Matchers("https://h/"), clock);
    assertThat(refused(verifier.verify(RSA.token(claims()), Action.PUBLISH)))
        .isEqualTo("alg is not allowed");
  }

  @Test
  void keyInTheHeader_isIgnored() throws Exception {
    TestKey attacker = TestKey.es256("attacker");
    JsonObject header = attacker.header().put("jwk", attacker.jwk());
    header.put("jku", "https://attacker.example/jwks").put("x5u", "https://attacker.example/x5u");
    TokenVerifier verifier = verifier(EC.source(), clock);
    assertThat(refused(verifier.verify(attacker.token(header, claims()), Action.PUBLISH)))
        .isEqualTo("signed with an unknown key");
    assertThat(
            refused(
                verifier.verify(attacker.token(header.put("kid", "ec"), claims()), Action.PUBLISH)))
        .isEqualTo("the signature does not fit");
  }

  @ParameterizedTest
  @MethodSource("keys")
  void criticalHeader_isRefused(TestKey key) throws Exception {
    TokenVerifier verifier = verifier(key.source(), clock);
    JsonObject unknown = key.header().put("crit", new JsonArray().add("x")).put("x", 1);
    JsonObject b64 = key.header().put("crit", new JsonArray().add("b64")).put("b64", false);
    for (JsonObject header : List.of(unknown, b64)) {
      assertThat(refused(verifier.verify(key.token(header, claims()), Action.PUBLISH)))
          .isEqualTo("critical header parameters are not understood");
    }
    refused(verifier.verify(key.token(key.header().put("b64", false), claims()), Action.PUBLISH));
    refused(verifier.verify(key.token(key.header().put("crit", "x"), claims()), Action.PUBLISH));
  }

  @Test
  void audience_mayBeOneOfSeveral() throws Exception {
    JsonArray several = new JsonArray().add("https://other.example").add(AccessFixture.AUDIENCE);
    String token = EC.token(claims().put("aud", several));
    accepted(verifier(EC.source(), clock).verify(token, Action.PUBLISH));
  }

  static Stream<JsonObject> badClaims() {
    long now = TestClock.START.getEpochSecond();
    return Stream.of(
        without("exp"),
        without("aud"),
        without("iss"),
        claims().put("exp", now),
        claims().put("exp", now - 1),
        claims().put("exp", Long.toString(now + 300)),
        claims().putNull("exp"),
        claims().put("exp", true),
        claims().put("exp", -1),
        claims().put("exp", 1e300),
        claims().put("exp", (now + 300) * 1000),
        claims().put("nbf", now + 6),
        claims().put("nbf", "soon"),
        claims().put("aud", "https://other.example"),
        claims().put("aud", AccessFixture.AUDIENCE + "/"),
        claims().put("aud", new JsonArray().add("https://other.example")),
        claims().put("aud", new JsonObject().put(AccessFixture.AUDIENCE, 1)),
        claims().put("iss", "https://example.com/"),
        claims().put("iss", "HTTPS://example.com"),
        claims().put("iss", new JsonArray().add(AccessFixture.ISSUER)),
        claims().put("sub", 42),
        claims().put("jti", new JsonObject()));
  }

  private static JsonObject without(String name) {
    JsonObject claims = claims();
    claims.remove(name);
    return claims;
  }

  @ParameterizedTest
  @MethodSource("badClaims")
  void badClaims_areRefused(JsonObject claims) throws Exception {
    refused(verifier(EC.source(), clock).verify(EC.token(claims), Action.PUBLISH));
  }

  @Test
  void notBefore_allowsForAnIssuerWhoseClockIsAhead() throws Exception {
    String token = EC.token(claims().put("nbf", TestClock.START.getEpochSecond() + 5));
    accepted(verifier(EC.source(), clock).verify(token, Action.PUBLISH));
  }

  @Test
  void expiry_isExactAlsoForATokenAcceptedBefore() throws Exception {
    TokenVerifier verifier = verifier(EC.source(), clock);
    String token = EC.token(claims());
    clock.advance(Duration.ofMinutes(5).minusNanos(1));
    accepted(verifier.verify(token, Action.PUBLISH));
    clock.advance(Duration.ofNanos(1));
    assertThat(refused(verifier.verify(token, Action.PUBLISH))).isEqualTo("expired");
  }

  @Test
  void fractionOfASecond_isCutOffTheExpiry() throws Exception {
    String token = EC.token(claims().put("exp", TestClock.START.getEpochSecond() + 10.9));
    assertThat(accepted(verifier(EC.source(), clock).verify(token, Action.PUBLISH)).expires())
        .contains(TestClock.START.plusSeconds(10));
  }

  static Stream<String> garbage() {
    String header = TestKey.encode(EC.header().encode());
    return Stream.of(
        "",
        ".",
        "..",
        "a.b.c",
        "a.b.c.d",
        header + "." + TestKey.encode("{}") + ".AA AA",
        header + "." + TestKey.encode("[]") + ".AAAA",
        header + "." + TestKey.encode("null") + ".AAAA",
        header + "." + TestKey.encode("{") + ".AAAA",
        header + "." + TestKey.encode("{} {}") + ".AAAA",
        header + "._____w.AAAA",
        TestKey.encode("[]") + "." + TestKey.encode("{}") + ".AAAA",
        TestKey.encode("{\"alg\":1}") + "." + TestKey.encode("{}") + ".AAAA",
        TestKey.encode("{\"alg\":\"ES256\",\"jwk\":7}") + "." + TestKey.encode("{}") + ".AAAA",
        TestKey.encode("{\"alg\":\"dir\",\"enc\":\"A128GCM\"}") + ".AAAA.AAAA",
        TestKey.encode("[".repeat(3000)) + "." + TestKey.encode("{}") + ".AAAA",
        header + "." + TestKey.encode("{\"a\":" + "[".repeat(3000)) + ".AAAA",
        "a".repeat(20_000));
  }

  @ParameterizedTest
  @MethodSource("garbage")
  void garbage_isRefused(String text) throws Exception {
    refused(verifier(EC.source(), clock).verify(text, Action.PUBLISH));
  }

  @Test
  void keysOfAnotherIssuer_areNotTried() throws Exception {
    TestKey other = TestKey.es256("other");
    TokenVerifier verifier =
        verifier(
            List.of(
                new TrustedIssuer(AccessFixture.ISSUER, EC.source()),
                new TrustedIssuer("https://other.example", other.source())),
            clock);
    JsonObject claims = claims().put("iss", "https://other.example");
    accepted(verifier.verify(other.token(claims), Action.PUBLISH));
    accepted(verifier.verify(EC.token(claims()), Action.PUBLISH));
    refused(verifier.verify(EC.token(claims), Action.PUBLISH));
    refused(verifier.verify(other.token(claims()), Action.PUBLISH));
  }

  @Test
  void reasons_neverQuoteTheToken() throws Exception {
    TokenVerifier verifier = verifier(EC.source(), clock);
    for (JsonObject claims : badClaims().map(c -> c.put("secret", "xyzzy")).toList()) {
      String token = EC.token(claims);
      Verification verification = AccessFixture.outcome(verifier.verify(token, Action.PUBLISH));
      assertThat(verification.toString()).doesNotContain("xyzzy", token.substring(0, 20));
    }
  }
}
