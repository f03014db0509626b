package org.realtimehub.access;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Whom the hub trusts, and for what.
 *
 * @param issuers issuers of draft-08 tokens; none means that no draft-08 token is accepted
 * @param audience the hub's resource identifier, which draft-08 tokens must name in {@code aud}
 * @param algorithms names of the JWS algorithms that are accepted, of those in {@link
 *     #SUPPORTED_ALGORITHMS}; each key restricts them further to those it fits
 * @param draft07 whether draft-07 tokens are accepted
 * @param draft07Publisher keys of draft-07 tokens presented for publishing
 * @param draft07Subscriber keys of draft-07 tokens presented for subscribing
 */
public record AccessSettings(
    List<TrustedIssuer> issuers,
    String audience,
    Set<String> algorithms,
    boolean draft07,
    Optional<KeySource> draft07Publisher,
    Optional<KeySource> draft07Subscriber,
    TokenLimits limits) {

  /** RFC 7518, RFC 8037 and RFC 9864; {@code EdDSA} stands for Ed25519 only. */
  public static final Set<String> SUPPORTED_ALGORITHMS = KeyAlgorithms.ALL;

  public AccessSettings {
    issuers = List.copyOf(issuers);
    algorithms = Set.copyOf(algorithms);
    if (algorithms.isEmpty()) {
      throw new IllegalArgumentException("algorithms is empty");
    }
    for (String algorithm : algorithms) {
      if (!SUPPORTED_ALGORITHMS.contains(algorithm)) {
        throw new IllegalArgumentException("algorithms: " + algorithm + " is not supported");
      }
    }
    if (!issuers.isEmpty() && audience.isBlank()) {
      throw new IllegalArgumentException("audience is blank, but there are issuers");
    }
    Set<String> seen = new HashSet<>();
    for (TrustedIssuer trusted : issuers) {
      if (!seen.add(trusted.issuer())) {
        throw new IllegalArgumentException("issuers: " + trusted.issuer() + " is there twice");
      }
    }
  }
}
