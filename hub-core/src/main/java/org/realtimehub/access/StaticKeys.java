package org.realtimehub.access;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Keys from the configuration: the same for as long as the process lives. */
public final class StaticKeys implements KeySource {
  private static final String PEM_START = "-----BEGIN";

  private final List<VerificationKey> keys;

  private StaticKeys(List<VerificationKey> keys) {
    this.keys = keys;
  }

  /**
   * A key for one algorithm: for HS256, HS384 and HS512 the secret as it is written, otherwise PEM.
   *
   * @throws InvalidKeysException when the key does not fit the algorithm
   */
  public static StaticKeys of(String algorithm, String key) throws InvalidKeysException {
    return KeyAlgorithms.HMAC.contains(algorithm) ? hmac(algorithm, key) : pem(algorithm, key);
  }

  /**
   * A shared secret, taken as UTF-8.
   *
   * @throws InvalidKeysException when it is shorter than the algorithm's hash (RFC 7518, section
   *     3.2), or evidently a public key
   */
  public static StaticKeys hmac(String algorithm, String secret) throws InvalidKeysException {
    if (!KeyAlgorithms.HMAC.contains(algorithm)) {
      throw new InvalidKeysException(algorithm + " is no HMAC algorithm");
    }
    if (secret.stripLeading().startsWith(PEM_START)) {
      throw new InvalidKeysException("a PEM text is no secret for " + algorithm);
    }
    byte[] bytes = secret.getBytes(StandardCharsets.UTF_8);
    int least = Integer.parseInt(algorithm.substring(2)) / Byte.SIZE;
    if (bytes.length < least) {
      throw new InvalidKeysException(
          "the secret for " + algorithm + " is shorter than " + least + " bytes");
    }
    OctetSequenceKey jwk =
        new OctetSequenceKey.Builder(bytes).algorithm(JWSAlgorithm.parse(algorithm)).build();
    return new StaticKeys(List.of(VerificationKey.of(jwk)));
  }

  /** Public keys or certificates in PEM, all for the same algorithm. */
  public static StaticKeys pem(String algorithm, String pem) throws InvalidKeysException {
    return new StaticKeys(PemKeys.parse(algorithm, pem));
  }

  /**
   * The JSON of a JWK set or of one JWK. Keys without {@code alg} fit every algorithm of their
   * kind.
   *
   * @throws InvalidKeysException when there is no usable key in it
   */
  public static StaticKeys jwks(String json) throws InvalidKeysException {
    List<VerificationKey> keys = JwkSet.allKeys(json);
    if (keys.isEmpty()) {
      throw new InvalidKeysException("the JWK set has no key that can verify signatures");
    }
    return new StaticKeys(keys);
  }

  @Override
  public List<VerificationKey> current() {
    return keys;
  }

  @Override
  public boolean ready() {
    return true;
  }

  @Override
  public Future<Void> refresh() {
    return Future.succeededFuture();
  }

  @Override
  public String toString() {
    return "StaticKeys" + keys;
  }
}
