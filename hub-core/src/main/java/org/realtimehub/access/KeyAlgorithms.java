package org.realtimehub.access;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyType;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which JWS algorithms a kind of key fits. The families are disjoint: this is what keeps a public
 * key from ever being used as an HMAC secret (RFC 8725, section 2.1).
 */
final class KeyAlgorithms {
  static final Set<String> HMAC = Set.of("HS256", "HS384", "HS512");
  static final Set<String> RSA = Set.of("RS256", "RS384", "RS512", "PS256", "PS384", "PS512");
  static final Set<String> P256 = Set.of("ES256");
  static final Set<String> P384 = Set.of("ES384");
  static final Set<String> P521 = Set.of("ES512");
  static final Set<String> ED25519 = Set.of("EdDSA", "Ed25519");

  static final Set<String> ALL =
      Stream.of(HMAC, RSA, P256, P384, P521, ED25519)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private KeyAlgorithms() {}

  /** Empty when no supported algorithm fits the key. */
  static Set<String> fitting(JWK key) {
    if (key.getKeyType().equals(KeyType.OCT)) {
      return HMAC;
    }
    if (key.getKeyType().equals(KeyType.RSA)) {
      return RSA;
    }
    if (key.getKeyType().equals(KeyType.EC)) {
      return fitting(key.toECKey().getCurve());
    }
    if (key.getKeyType().equals(KeyType.OKP)) {
      return fitting(key.toOctetKeyPair().getCurve());
    }
    return Set.of();
  }

  private static Set<String> fitting(Curve curve) {
    if (curve.equals(Curve.P_256)) {
      return P256;
    }
    if (curve.equals(Curve.P_384)) {
      return P384;
    }
    if (curve.equals(Curve.P_521)) {
      return P521;
    }
    return curve.equals(Curve.Ed25519) ? ED25519 : Set.of();
  }
}
