package org.realtimehub.access;

import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.realtimehub.topic.Matchers;

/** JWT access tokens (draft-08, Token Validation). */
final class Draft08Rules implements TokenRules {
  static final String TYPE = "at+jwt";

  private final Map<String, KeySource> keysByIssuer;
  private final String audience;
  private final AuthorizationDetails details;

  Draft08Rules(AccessSettings settings, Matchers matchers) {
    this.keysByIssuer =
        settings.issuers().stream()
            .collect(Collectors.toUnmodifiableMap(TrustedIssuer::issuer, TrustedIssuer::keys));
    this.audience = settings.audience();
    this.details = new AuthorizationDetails(settings.limits(), matchers);
  }

  @Override
  public KeySource keys(Claims claims, Action role) throws RefusedException {
    KeySource keys = keysByIssuer.get(claims.text("iss").orElse(""));
    if (keys == null) {
      throw new RefusedException("iss is not a trusted issuer");
    }
    return keys;
  }

  @Override
  public void requireValid(Claims claims, Instant now) throws RefusedException {
    if (!claims.has("exp")) {
      throw new RefusedException("exp is missing");
    }
    claims.requireCurrent(now);
    claims.requireAudience(audience);
  }

  @Override
  public AccessToken read(Claims claims, Action role) throws RefusedException {
    AuthorizationDetails.Permissions permissions = details.read(claims);
    return new AccessToken(
        permissions.grants(),
        Dialect.DRAFT_08,
        claims.instant("exp"),
        claims.text("iss"),
        claims.text("sub"),
        claims.text("jti"),
        permissions.payloads());
  }
}
