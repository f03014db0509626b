package org.realtimehub.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.realtimehub.config.DevelopmentKeys;

final class TokenCommandTest {
  private static final String ONE = "publisher-secret-long-enough-for-hs256";
  private static final String TWO = "subscriber-secret-long-enough-for-hs256";

  @TempDir Path folder;

  @Test
  void draft07_hasTheMercureClaim() throws Exception {
    CommandRun run =
        CommandRun.of(
            "token",
            "--publish",
            "*",
            "--subscribe",
            "a",
            "--subscribe",
            "b",
            "--ttl",
            "30m",
            "--payload",
            "{\"user\":7}",
            "--subject",
            "me");

    JWTClaimsSet claims = verified(run, developmentVerifier(), "JWT");
    assertThat(claims.getJSONObjectClaim("mercure"))
        .containsEntry("publish", List.of("*"))
        .containsEntry("subscribe", List.of("a", "b"))
        .containsEntry("payload", Map.of("user", 7L));
    assertThat(claims.getSubject()).isEqualTo("me");
    assertThat(
            Duration.between(
                claims.getIssueTime().toInstant(), claims.getExpirationTime().toInstant()))
        .isEqualTo(Duration.ofMinutes(30));
    assertThat(run.out().lines()).hasSize(1);
    assertThat(run.err()).contains("development key");
  }

  @Test
  void draft08_hasAuthorizationDetails() throws Exception {
    CommandRun run =
        CommandRun.of(
            "token",
            "--draft",
            "08",
            "--publish",
            "*",
            "--subscribe",
            "urlpattern:https://example.com/:id",
            "--payload",
            "1");

    JWTClaimsSet claims = verified(run, developmentVerifier(), "at+jwt");
    assertThat(claims.getIssuer()).isEqualTo(DevelopmentKeys.ISSUER);
    assertThat(claims.getAudience()).containsExactly("http://localhost:3000/.well-known/mercure");
    assertThat(claims.getClaims()).containsKeys("sub", "client_id", "iat", "exp", "jti");
    String type = "https://mercure.rocks/authorization-detail";
    assertThat(claims.getClaim("authorization_details"))
        .isEqualTo(
            List.of(
                Map.of(
                    "type", type,
                    "actions", List.of("publish"),
                    "topics", List.of(Map.of("match", "*"))),
                Map.of(
                    "type",
                    type,
                    "actions",
                    List.of("subscribe"),
                    "topics",
                    List.of(Map.of("match", "https://example.com/:id", "match_type", "urlpattern")),
                    "payload",
                    1L)));
  }

  @Test
  void eachRole_isSignedWithItsOwnKey_andOneTokenCannotServeBoth() throws Exception {
    String config =
        config(
            """
            authorization:
              draft-07:
                publisher: {key: %s}
                subscriber: {key: %s}
            """
                .formatted(ONE, TWO));

    verified(
        CommandRun.of("token", "--config", config, "--publish", "a"), new MACVerifier(ONE), "JWT");
    verified(
        CommandRun.of("token", "--config", config, "--subscribe", "a"),
        new MACVerifier(TWO),
        "JWT");
    CommandRun both =
        CommandRun.of("token", "--config", config, "--publish", "a", "--subscribe", "a");
    assertThat(both.code()).isEqualTo(1);
    assertThat(both.out()).isEmpty();
    assertThat(both.err()).contains("different keys");
  }

  @Test
  void privateKeys_sign() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(Curve.P_256.toECParameterSpec());
    KeyPair ec = generator.generateKeyPair();
    Files.writeString(folder.resolve("ec.pem"), pem("PRIVATE", ec.getPrivate().getEncoded()));
    RSAKey rsa = new RSAKeyGenerator(2048).generate();
    Files.writeString(folder.resolve("rsa.json"), rsa.toJSONString());
    String config =
        config(
            """
            authorization:
              draft-07:
                publisher: {algorithm: ES256, key-file: ec.pem}
                subscriber: {algorithm: RS256, key-file: rsa.json}
            """);

    verified(
        CommandRun.of("token", "--config", config, "--publish", "a"),
        new ECDSAVerifier((ECPublicKey) ec.getPublic()),
        "JWT");
    verified(
        CommandRun.of("token", "--config", config, "--subscribe", "a"),
        new RSASSAVerifier(rsa),
        "JWT");
  }

  @Test
  void publicKeys_cannotSign() throws Exception {
    KeyPair ec = KeyPairGenerator.getInstance("EC").generateKeyPair();
    Files.writeString(folder.resolve("ec.pem"), pem("PUBLIC", ec.getPublic().getEncoded()));
    String config =
        config(
            """
            authorization:
              issuers:
                - {issuer: "https://a.example", jwks-url: "https://a.example/jwks"}
              draft-07:
                publisher: {algorithm: ES256, key-file: ec.pem}
            """);

    assertThat(CommandRun.of("token", "--config", config, "--publish", "a").err())
        .contains("authorization.draft-07.publisher cannot sign");
    assertThat(CommandRun.of("token", "--config", config, "--publish", "a", "--draft", "8").err())
        .contains("https://a.example cannot sign");
    assertThat(CommandRun.of("token", "--config", config, "--subscribe", "a").err())
        .contains("authorization.draft-07.subscriber has no key");
  }

  @Test
  void wrongOptions_areExplained() {
    assertThat(CommandRun.of("token").err()).contains("--publish");
    assertThat(CommandRun.of("token", "--publish", "*", "--ttl", "1").err()).contains("--ttl");
    assertThat(CommandRun.of("token", "--publish", "*", "--ttl", "9999d").err()).contains("--ttl");
    assertThat(CommandRun.of("token", "--publish", "*", "--draft", "9").err()).contains("--draft");
    assertThat(CommandRun.of("token", "--publish", "*", "--payload", "{").err())
        .contains("--payload");
    assertThat(CommandRun.of("token", "--publish", "*", "--payload", "{").code()).isEqualTo(2);
  }

  private String config(String yaml) throws IOException {
    return Files.writeString(folder.resolve("hub.yaml"), yaml).toString();
  }

  private static JWSVerifier developmentVerifier() throws JOSEException {
    return new MACVerifier(DevelopmentKeys.SECRET.value());
  }

  private static JWTClaimsSet verified(CommandRun run, JWSVerifier verifier, String type)
      throws ParseException, JOSEException {
    assertThat(run.code()).as(run.err()).isZero();
    SignedJWT token = SignedJWT.parse(run.lastLine());
    assertThat(token.verify(verifier)).isTrue();
    assertThat(token.getHeader().getType().getType()).isEqualTo(type);
    return token.getJWTClaimsSet();
  }

  private static String pem(String kind, byte[] der) {
    String body = Base64.getMimeEncoder().encodeToString(der);
    return "-----BEGIN %1$s KEY-----%n%2$s%n-----END %1$s KEY-----%n".formatted(kind, body);
  }
}
