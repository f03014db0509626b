package org.realtimehub.access;

/**
 * One that may issue draft-08 tokens: an authorization server, or a publisher that signs its own.
 *
 * @param issuer compared with the claim {@code iss} character by character
 * @param keys the keys of this issuer; never used for a token of another one
 */
public record TrustedIssuer(String issuer, KeySource keys) {

  public TrustedIssuer {
    if (issuer.isBlank()) {
      throw new IllegalArgumentException("issuer is blank");
    }
  }
}
