package org.realtimehub.config;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Where the keys that verify tokens come from. */
public sealed interface KeyConfig {

  /**
   * One key, given in the configuration or in a file.
   *
   * @param algorithm its JWS algorithm, such as HS256
   * @param key the secret of an HMAC, or else PEM or a JWK as JSON
   */
  record StaticKey(String algorithm, Secret key) implements KeyConfig {
    public StaticKey {
      // A JWK says itself what it is; whether it fits is known when it is parsed.
      if (!key.value().stripLeading().startsWith("{")) {
        if (algorithm.startsWith("HS")) {
          checkLength(algorithm, key);
        } else if (!key.value().contains("-----BEGIN ")) {
          throw new ConfigException("key", "expected PEM or a JWK for " + algorithm);
        }
      }
    }

    /** RFC 7518, 3.2: a key at least as long as the hash. */
    private static void checkLength(String algorithm, Secret key) {
      int least = Integer.parseInt(algorithm.substring(2)) / 8;
      int length = key.value().getBytes(StandardCharsets.UTF_8).length;
      if (length < least) {
        throw new ConfigException(
            "key", "expected at least %d bytes for %s, got %d".formatted(least, algorithm, length));
      }
    }
  }

  /**
   * A set of keys that is fetched, and fetched again.
   *
   * @param url of the JSON Web Key Set
   * @param refresh how old a fetched set may become
   * @param algorithm the only one that is accepted, absent for any that fits the key
   */
  record RemoteKeys(URI url, Duration refresh, Optional<String> algorithm) implements KeyConfig {}
}
