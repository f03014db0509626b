package org.realtimehub.admin;

import at.favre.lib.crypto.bcrypt.BCrypt;
import java.nio.charset.StandardCharsets;

/** Makes bcrypt hashes, of the lowest cost that the hub takes. */
final class Hashes {

  private static final int COST = 10;

  private Hashes() {}

  /**
   * @param version such as {@code $2a}
   */
  static String of(String version, String password) {
    BCrypt.Version chosen =
        BCrypt.Version.SUPPORTED_VERSIONS.stream()
            .filter(
                v ->
                    version.equals(
                        "$" + new String(v.versionIdentifier, StandardCharsets.US_ASCII)))
            .findFirst()
            .orElseThrow();
    byte[] hash = BCrypt.with(chosen).hash(COST, password.getBytes(StandardCharsets.UTF_8));
    return new String(hash, StandardCharsets.US_ASCII);
  }
}
