package org.realtimehub.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.realtimehub.access.AccessFixture.accepted;
import static org.realtimehub.access.AccessFixture.claims;
import static org.realtimehub.access.AccessFixture.refused;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaticKeysTest {
  private static final String SECRET = "a secret of more than thirty-two bytes";
  private static final TestKey RSA = TestKey.rs256(null);
  private static final TestKey EC = TestKey.es256(null);

  /** Made with {@code openssl req -x509}; its private key was thrown away. */
  private static final String CERTIFICATE =
      """
      -----BEGIN CERTIFICATE-----
      MIIBczCCARmgAwIBAgIUbm34yyUQMZB74ew6Qggi2orjX2cwCgYIKoZIzj0EAwIw
      DzENMAsGA1UEAwwEdGVzdDAeFw0yNjExMjAxMjI0MjRaFw0zNjExMTcxMjI0MjRa
      MA8xDTALBgNVBAMMBHRlc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAATSJUoP
      BqvVeZ0p0Mdpba8+W6xz63m2nBUJcrO1rpxtpTNCgVFBEu3g0G3zNZP+ftR72v1T
      PxAOCZT9qLtKdfERo1MwUTAdBgNVHQ4EFgQUboxOS5spXms41sc/fq6EAukwXtUw
      HwYDVR0jBBgwFoAUboxOS5spXms41sc/fq6EAukwXtUwDwYDVR0TAQH/BAUwAwEB
      /zAKBggqhkjOPQQDAgNIADBFAiAu+ntvFsbaVjdOf7ZHr35Uy1QIVoBuKwsmbz1M
      SQarfAIhAJ2r0hdloakdx7WsfUBRhKIqRE//mj+PGvaN6GO5KfEC
      -----END CERTIFICATE-----
      """;

  static Stream<TestKey> asymmetric() {
    return Stream.of(RSA, EC, TestKey.eddsa(null));
  }

  @ParameterizedTest
  @MethodSource("asymmetric")
  void pem_verifiesWhatItsPrivateKeySigned(TestKey key) throws Exception {
    KeySource source = StaticKeys.of(key.algorithm(), key.pem());
    TokenVerifier verifier = AccessFixture.verifier(source, new TestClock());
    accepted(verifier.verify(key.token(claims()), Action.PUBLISH));
  }

  @Test
  void secret_verifiesWhatItSigned() throws Exception {
    KeySource source = StaticKeys.of("HS256", SECRET);
    TestKey key = TestKey.hs256(SECRET.getBytes(StandardCharsets.UTF_8));
    TokenVerifier verifier = AccessFixture.verifier(source, new TestClock());
    accepted(verifier.verify(key.token(claims()), Action.PUBLISH));
  }

  @Test
  void pem_mayHoldSeveralKeys() throws Exception {
    TestKey next = TestKey.es256(null);
    KeySource source = StaticKeys.of("ES256", EC.pem() + next.pem());
    TokenVerifier verifier = AccessFixture.verifier(source, new TestClock());
    accepted(verifier.verify(EC.token(claims()), Action.PUBLISH));
    accepted(verifier.verify(next.token(claims()), Action.PUBLISH));
  }

  @Test
  void pem_mayBeACertificate() throws Exception {
    assertThat(StaticKeys.of("ES256", CERTIFICATE).current())
        .singleElement()
        .satisfies(key -> assertThat(key.algorithms()).containsExactly("ES256"));
  }

  @Test
  void key_isUsedWithItsAlgorithmOnly() throws Exception {
    KeySource source = StaticKeys.of("RS512", RSA.pem());
    TokenVerifier verifier = AccessFixture.verifier(source, new TestClock());
    refused(verifier.verify(RSA.token(claims()), Action.PUBLISH));
  }

  @Test
  void keyOfAnotherKind_isNotTaken() {
    assertThatThrownBy(() -> StaticKeys.of("ES256", RSA.pem()))
        .isInstanceOf(InvalidKeysException.class);
    assertThatThrownBy(() -> StaticKeys.of("ES384", EC.pem()))
        .isInstanceOf(InvalidKeysException.class);
    assertThatThrownBy(() -> StaticKeys.of("none", EC.pem()))
        .isInstanceOf(InvalidKeysException.class);
  }

  @Test
  void publicKey_isNotTakenForASecret() {
    assertThatThrownBy(() -> StaticKeys.of("HS256", "\n" + RSA.pem()))
        .hasMessage("a PEM text is no secret for HS256");
  }

  @ParameterizedTest
  @ValueSource(strings = {"HS256:32", "HS384:48", "HS512:64"})
  void secret_mustBeAsLongAsTheHash(String algorithmAndBytes) throws Exception {
    String algorithm = algorithmAndBytes.substring(0, 5);
    int least = Integer.parseInt(algorithmAndBytes.substring(6));
    StaticKeys.of(algorithm, "s".repeat(least));
    assertThatThrownBy(() -> StaticKeys.of(algorithm, "s".repeat(least - 1)))
        .hasMessageContaining("shorter than " + least + " bytes");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no pem",
        "-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----",
        "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----",
        "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----",
      })
  void unreadablePem_isNotTaken(String pem) {
    assertThatThrownBy(() -> StaticKeys.of("ES256", pem)).isInstanceOf(InvalidKeysException.class);
  }

  @Test
  void jwk_mayStandAlone() throws Exception {
    assertThat(StaticKeys.jwks(EC.jwk().encode()).current()).hasSize(1);
  }

  @Test
  void jwks_passOverWhatIsNotForVerifying() throws Exception {
    JsonArray keys = new JsonArray().add(EC.jwk());
    keys.add(RSA.jwk().put("use", "enc"));
    keys.add(RSA.jwk().put("key_ops", new JsonArray().add("encrypt")));
    keys.add(RSA.jwk().put("alg", "RSA-OAEP"));
    keys.add(RSA.jwk().put("alg", "HS256"));
    keys.add(RSA.jwk().put("n", "AQAB"));
    keys.add(new JsonObject().put("kty", "new kind"));
    keys.add(new JsonObject().put("kty", "EC").put("crv", "P-256"));
    keys.add(new JsonObject().put("kty", "OKP").put("crv", "Ed25519").put("x", "AAAA"));
    assertThat(StaticKeys.jwks(new JsonObject().put("keys", keys).encode()).current())
        .singleElement()
        .satisfies(key -> assertThat(key.algorithms()).containsExactly("ES256"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{}", "{\"keys\":{}}", "{\"keys\":[]}", "{\"keys\":[1]}"})
  void jwksWithoutAUsableKey_areNotTaken(String json) {
    assertThatThrownBy(() -> StaticKeys.jwks(json)).isInstanceOf(InvalidKeysException.class);
  }

  @Test
  void fetchedSets_bringNoSecrets() throws Exception {
    TestKey key = TestKey.hs256(SECRET.getBytes(StandardCharsets.UTF_8));
    assertThat(JwkSet.publicKeys(TestKey.jwks(key, EC))).hasSize(1);
  }

  @Test
  void printing_revealsNoKey() throws Exception {
    AccessSettings settings =
        new AccessSettings(
            List.of(new TrustedIssuer("https://example.com", StaticKeys.of("HS256", SECRET))),
            "https://hub/",
            AccessSettings.SUPPORTED_ALGORITHMS,
            false,
            Optional.empty(),
            Optional.empty(),
            TokenLimits.DEFAULT);
    assertThat(settings.toString()).contains("HS256").doesNotContain(SECRET);
  }
}
