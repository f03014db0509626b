package org.realtimehub.access;

import java.util.List;
import java.util.Optional;

/**
 * Whether one of the trusted keys signed a token. The token's {@code kid} chooses among them, and
 * never adds one (draft-08, Token Validation).
 */
enum SignatureCheck {
  VALID,
  INVALID,
  /** The token names a key that is not among them, and none without a name fits. */
  UNKNOWN_KEY;

  static SignatureCheck of(CompactToken token, List<VerificationKey> trusted) {
    Optional<String> wanted = token.keyId();
    if (wanted.isEmpty()) {
      return anySigned(token, trusted) ? VALID : INVALID;
    }
    List<VerificationKey> named = trusted.stream().filter(key -> key.id().equals(wanted)).toList();
    if (!named.isEmpty()) {
      return anySigned(token, named) ? VALID : INVALID;
    }
    List<VerificationKey> nameless = trusted.stream().filter(key -> key.id().isEmpty()).toList();
    return anySigned(token, nameless) ? VALID : UNKNOWN_KEY;
  }

  private static boolean anySigned(CompactToken token, List<VerificationKey> keys) {
    return keys.stream()
        .anyMatch(key -> key.signed(token.header(), token.signingInput(), token.signature()));
  }
}
