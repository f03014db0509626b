package org.realtimehub.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.realtimehub.config.AuthorizationConfig;
import org.realtimehub.config.HubConfig;
import org.realtimehub.config.IssuerConfig;
import org.realtimehub.config.KeyConfig.StaticKey;

/**
 * Makes tokens of draft-08 for who tries the demonstration. What they permit is all below {@code
 * https://example.com/demo/}: the rooms, and who is in them, to all; notifications to everybody
 * send, and the own ones to read. Safe for any thread.
 */
public final class DemoTokens {

  public static final Duration LIFE = Duration.ofHours(1);

  private static final String DETAIL = "https://mercure.rocks/authorization-detail";
  private static final String DEMO = "https://example.com/demo/";
  private static final String ROOM = DEMO + "rooms/:room";
  private static final String HERE = DEMO + "rooms/:room/here";

  private final String issuer;
  private final String audience;
  private final String subscriptions;
  private final JWSHeader header;
  private final MACSigner signer;
  private final InstantSource clock;

  private DemoTokens(
      HubConfig config,
      String issuer,
      JWSAlgorithm algorithm,
      MACSigner signer,
      InstantSource clock) {
    this.issuer = issuer;
    this.audience = config.authorization().audience();
    this.subscriptions = URI.create(config.url()).getRawPath() + "/subscriptions/exact/";
    this.header = new JWSHeader.Builder(algorithm).type(new JOSEObjectType("at+jwt")).build();
    this.signer = signer;
    this.clock = clock;
  }

  /** Signed with the first issuer's key that is a shared secret; empty when there is none. */
  public static Optional<DemoTokens> of(HubConfig config, InstantSource clock) {
    AuthorizationConfig authorization = config.authorization();
    for (IssuerConfig issuer : authorization.issuers()) {
      if (issuer.keys() instanceof StaticKey key
          && key.algorithm().startsWith("HS")
          && authorization.algorithms().contains(key.algorithm())) {
        JWSAlgorithm algorithm = JWSAlgorithm.parse(key.algorithm());
        return Optional.of(new DemoTokens(config, issuer.issuer(), algorithm, signer(key), clock));
      }
    }
    return Optional.empty();
  }

  private static MACSigner signer(StaticKey key) {
    String text = key.key().value();
    try {
      return text.stripLeading().startsWith("{")
          ? new MACSigner(OctetSequenceKey.parse(text))
          : new MACSigner(text.getBytes(StandardCharsets.UTF_8));
    } catch (JOSEException | ParseException e) {
      // Not the cause: what parsers say quotes what they read.
      throw new IllegalStateException("an issuer's key is not usable for " + key.algorithm());
    }
  }

  public String of(DemoName name) {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer)
            .audience(audience)
            .subject(name.value())
            .claim("client_id", "demo")
            .issueTime(Date.from(clock.instant()))
            .expirationTime(Date.from(clock.instant().plus(LIFE)))
            .jwtID(UUID.randomUUID().toString())
            .claim("authorization_details", List.of(subscribe(name), publish()))
            .build();
    SignedJWT token = new SignedJWT(header, claims);
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
    return token.serialize();
  }

  private Map<String, Object> subscribe(DemoName name) {
    // The list of a room's subscriptions, and the topics on which they begin and end.
    String attendance = subscriptions + encode(DEMO + "rooms/") + ":room" + encode("/here");
    Map<String, Object> detail =
        detail(
            "subscribe",
            ROOM,
            HERE,
            attendance,
            attendance + "/:subscriber",
            DEMO + "users/" + encode(name.value()) + "/:what");
    detail.put("payload", Map.of("name", name.value()));
    return detail;
  }

  private static Map<String, Object> publish() {
    return detail("publish", ROOM, HERE, DEMO + "users/:name/notifications");
  }

  /** In the same order on every node: tabs share a connection if their tokens say the same. */
  private static Map<String, Object> detail(String action, String... patterns) {
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("type", DETAIL);
    detail.put("actions", List.of(action));
    detail.put("topics", Stream.of(patterns).map(DemoTokens::pattern).toList());
    return detail;
  }

  private static Map<String, Object> pattern(String pattern) {
    Map<String, Object> topic = new LinkedHashMap<>();
    topic.put("match", pattern);
    topic.put("match_type", "urlpattern");
    return topic;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
