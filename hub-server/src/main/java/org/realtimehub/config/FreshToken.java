package org.realtimehub.config;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A new token for the admin side.
 *
 * @param token for the program that uses it; nobody else keeps it
 * @param hash for the configuration
 */
public record FreshToken(String token, String hash) {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int BYTES = 32;

  public static FreshToken random() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    return new FreshToken(token, sha256(token));
  }

  private static String sha256(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /**
   * The variables that make another process of this program believe it: only the hash is in them.
   *
   * @param scopes separated by commas
   */
  public Map<String, String> environment(String name, String scopes) {
    String first = AdminConfig.TOKENS + "[0]";
    return Map.of(
        Schema.variable(first + ".name"), name,
        Schema.variable(first + ".token-hash"), hash,
        Schema.variable(first + ".scopes"), scopes);
  }

  /** Those variables, among others. */
  public static Map<String, String> in(Map<String, String> environment) {
    String prefix = Schema.variable(AdminConfig.TOKENS);
    return environment.entrySet().stream()
        .filter(variable -> variable.getKey().startsWith(prefix))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  @Override
  public String toString() {
    return Secret.REDACTED;
  }
}
