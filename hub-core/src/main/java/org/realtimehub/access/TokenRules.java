package org.realtimehub.access;

import java.time.Instant;

/** What one dialect demands of a token, and how it says what the token grants. Stateless. */
interface TokenRules {

  /** The only keys that may have signed the token. */
  KeySource keys(Claims claims, Action role) throws RefusedException;

  /** Looks at the claims that cost nothing to check, before the signature is verified. */
  void requireValid(Claims claims, Instant now) throws RefusedException;

  /** Reads what is granted; of a token whose signature was verified. */
  AccessToken read(Claims claims, Action role) throws RefusedException;
}
