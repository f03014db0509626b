package org.realtimehub.config;

import java.security.SecureRandom;
import java.util.Map;

/**
 * A password that is made at the start, when nobody is configured who could sign in: it ends with
 * the process. It is printed once and kept nowhere but as a hash.
 */
public record OneTimePassword(String password, PasswordHash hash) {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** None that look alike. */
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyz23456789";

  private static final int GROUPS = 4;
  private static final int GROUP = 4;

  /** 80 bits. Hashes it, which takes a while: not on an event loop. */
  public static OneTimePassword random() {
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < GROUPS * GROUP; i++) {
      password.append(i > 0 && i % GROUP == 0 ? "-" : "");
      password.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
    }
    return new OneTimePassword(password.toString(), PasswordHash.ofRandom(password.toString()));
  }

  /** The variables that give it to another process of this program: only the hash is in them. */
  public Map<String, String> environment() {
    return Map.of(Schema.variable(AdminConfig.ONE_TIME.name()), hash.value());
  }

  @Override
  public String toString() {
    return Secret.REDACTED;
  }
}
