package org.realtimehub.blackbox;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Tokens signed with the development key. */
public final class TestTokens {

  static final String KEY = "!DevelopmentOnly-ThisHubSecretMustBeChanged!";
  static final String ISSUER = "https://localhost/development";
  static final String DETAIL = "https://mercure.rocks/authorization-detail";

  private TestTokens() {}

  /** draft-07: may publish and subscribe to all topics. */
  public static String everything() {
    return draft07(List.of("*"), List.of("*"));
  }

  /** draft-07, selectors for publishing and subscribing. */
  static String draft07(List<String> publish, List<String> subscribe) {
    return draft07(publish, subscribe, Duration.ofHours(1));
  }

  static String draft07(List<String> publish, List<String> subscribe, Duration life) {
    Map<String, Object> claim = Map.of("publish", publish, "subscribe", subscribe);
    return draft07(claim, life);
  }

  /**
   * @param mercure the whole claim, so with a payload
   */
  static String draft07(Map<String, Object> mercure, Duration life) {
    return sign(
        "JWT",
        new JWTClaimsSet.Builder()
            .claim("mercure", mercure)
            .expirationTime(Date.from(Instant.now().plus(life)))
            .build());
  }

  /** draft-07: may publish and subscribe to all topics, and has a subject and a name of its own. */
  static String named(String subject, String id) {
    return sign(
        "JWT",
        new JWTClaimsSet.Builder()
            .claim("mercure", Map.of("publish", List.of("*"), "subscribe", List.of("*")))
            .subject(subject)
            .jwtID(id)
            .expirationTime(Date.from(Instant.now().plus(Duration.ofHours(1))))
            .build());
  }

  /** A matcher of a draft-08 token. */
  static Map<String, Object> topic(String match, String matchType) {
    return Map.of("match", match, "match_type", matchType);
  }

  /** draft-08: one authorization detail. */
  static String draft08(TestHub hub, List<String> actions, List<Map<String, Object>> topics) {
    return draft08(
        hub,
        List.of(Map.of("type", DETAIL, "actions", actions, "topics", topics)),
        Duration.ofHours(1));
  }

  /** draft-08: any authorization details. */
  static String draft08(TestHub hub, List<Map<String, Object>> details, Duration life) {
    return sign("at+jwt", claims(hub, life).claim("authorization_details", details).build());
  }

  /** The claims a draft-08 token needs, to be changed. */
  static JWTClaimsSet.Builder claims(TestHub hub, Duration life) {
    Instant now = Instant.now();
    return new JWTClaimsSet.Builder()
        .issuer(ISSUER)
        .audience(hub.url().toString())
        .subject("somebody")
        .claim("client_id", "test")
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(life)))
        .jwtID(UUID.randomUUID().toString());
  }

  static String sign(String type, JWTClaimsSet claims) {
    return sign(type, claims, KEY);
  }

  static String sign(String type, JWTClaimsSet claims, String key) {
    try {
      JWSHeader header =
          new JWSHeader.Builder(JWSAlgorithm.HS256).type(new JOSEObjectType(type)).build();
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(new MACSigner(key.getBytes(StandardCharsets.UTF_8)));
      return token.serialize();
    } catch (JOSEException e) {
      throw new AssertionError(e);
    }
  }
}
