package org.realtimehub.admin.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;

/** The tokens that are believed. How long a look takes says nothing of how right a token is. */
final class ApiTokens {

  private final List<ApiToken> tokens;

  ApiTokens(List<ApiToken> tokens) {
    this.tokens = tokens;
  }

  Optional<ApiToken> find(String text) {
    byte[] hash = ascii(Digest.hex(text));
    Optional<ApiToken> found = Optional.empty();
    for (ApiToken token : tokens) {
      if (MessageDigest.isEqual(ascii(token.hash()), hash)) {
        found = Optional.of(token);
      }
    }
    return found;
  }

  private static byte[] ascii(String hash) {
    return hash.getBytes(StandardCharsets.US_ASCII);
  }
}
