package org.realtimehub.access;

import java.time.Instant;
import java.util.Optional;

/**
 * A token whose signature and claims were verified. It holds neither the token's text nor keys.
 *
 * @param grants what it permits; of a draft-07 token, only what the role permits whose key signed
 *     it
 * @param expires when every connection made with it must be closed at the latest; always present in
 *     draft-08
 * @param issuer claim {@code iss}; of a draft-07 token it is not verified
 * @param subject claim {@code sub}
 * @param id claim {@code jti}
 */
public record AccessToken(
    Grants grants,
    Dialect dialect,
    Optional<Instant> expires,
    Optional<String> issuer,
    Optional<String> subject,
    Optional<String> id,
    Payloads payloads) {}
