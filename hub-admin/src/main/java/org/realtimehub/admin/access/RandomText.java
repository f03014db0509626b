package org.realtimehub.admin.access;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that nobody guesses, in letters that fit into headers, cookies and URLs. */
public final class RandomText {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  private RandomText() {}

  /** 256 bits. */
  public static String next() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
