package org.realtimehub.cli;

import com.nimbusds.jwt.JWTClaimsSet;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.realtimehub.config.AuthorizationConfig;
import org.realtimehub.config.Draft07Config;
import org.realtimehub.config.IssuerConfig;
import org.realtimehub.config.KeyConfig;

/** Makes tokens that a hub with a given configuration believes. */
final class Tokens {
  private static final String DRAFT_07 = "authorization.draft-07";

  private final AuthorizationConfig authorization;
  private final Instant now;

  Tokens(AuthorizationConfig authorization, Instant now) {
    this.authorization = authorization;
    this.now = now;
  }

  String draft07(Grants grants, Duration ttl, @Nullable String subject) throws CommandFailure {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(ttl)))
            .claim("mercure", grants.mercureClaim());
    if (subject != null) {
      claims.subject(subject);
    }
    String name = DRAFT_07 + (grants.publish().isEmpty() ? ".subscriber" : ".publisher");
    return Signer.of(name, draft07Key(grants)).sign("JWT", claims.build());
  }

  String draft08(Grants grants, Duration ttl, @Nullable String subject) throws CommandFailure {
    if (authorization.issuers().isEmpty()) {
      throw new CommandFailure("a draft-08 token needs an issuer: set authorization.issuers");
    }
    IssuerConfig issuer = authorization.issuers().get(0);
    String who = subject == null ? "hub-cli" : subject;
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer.issuer())
            .audience(authorization.audience())
            .subject(who)
            .claim("client_id", who)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plus(ttl)))
            .jwtID(UUID.randomUUID().toString())
            .claim("authorization_details", grants.authorizationDetails())
            .build();
    return Signer.of("the key of issuer " + issuer.issuer(), issuer.keys()).sign("at+jwt", claims);
  }

  /** One token has one signature, so it cannot please two keys. */
  private KeyConfig draft07Key(Grants grants) throws CommandFailure {
    Draft07Config keys = authorization.draft07();
    if (grants.subscribe().isEmpty()) {
      return present(keys.publisher(), "publisher");
    }
    KeyConfig subscriber = present(keys.subscriber(), "subscriber");
    if (!grants.publish().isEmpty() && !subscriber.equals(present(keys.publisher(), "publisher"))) {
      throw new CommandFailure(
          "publishers and subscribers have different keys here, and a token has one signature:"
              + " make one token with --publish and another with --subscribe, or use --draft 08");
    }
    return subscriber;
  }

  private static KeyConfig present(Optional<KeyConfig> key, String role) throws CommandFailure {
    if (key.isEmpty()) {
      throw new CommandFailure(DRAFT_07 + "." + role + " has no key");
    }
    return key.get();
  }
}
