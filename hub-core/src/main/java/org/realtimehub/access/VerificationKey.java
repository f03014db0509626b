package org.realtimehub.access;

import com.nimbusds.jose.Algorithm;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyOperation;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.util.Base64URL;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A trusted key together with the algorithms it may be used with. Immutable, safe for any thread,
 * equal by content; prints neither key nor secret.
 */
public final class VerificationKey {
  private static final int MIN_RSA_BITS = 2_048;

  private final @Nullable String id;
  private final Set<String> algorithms;
  private final String thumbprint;
  private final JWSVerifier verifier;

  private VerificationKey(
      @Nullable String id, Set<String> algorithms, String thumbprint, JWSVerifier verifier) {
    this.id = id;
    this.algorithms = algorithms;
    this.thumbprint = thumbprint;
    this.verifier = verifier;
  }

  /**
   * Takes the public part of a JWK.
   *
   * @throws InvalidKeysException when it is not for verifying signatures, is too weak, or no
   *     supported algorithm fits it
   */
  static VerificationKey of(JWK jwk) throws InvalidKeysException {
    Set<String> algorithms = algorithmsOf(jwk);
    requireForVerifying(jwk);
    try {
      return new VerificationKey(
          jwk.getKeyID(), algorithms, jwk.computeThumbprint().toString(), verifierOf(jwk));
    } catch (JOSEException e) {
      throw new InvalidKeysException("a key cannot be used with its algorithm");
    }
  }

  private static Set<String> algorithmsOf(JWK jwk) throws InvalidKeysException {
    Set<String> fitting = KeyAlgorithms.fitting(jwk);
    Algorithm only = jwk.getAlgorithm();
    if (only != null) {
      fitting = fitting.contains(only.getName()) ? Set.of(only.getName()) : Set.of();
    }
    if (fitting.isEmpty()) {
      throw new InvalidKeysException("no supported algorithm fits a key");
    }
    return fitting;
  }

  private static void requireForVerifying(JWK jwk) throws InvalidKeysException {
    KeyUse use = jwk.getKeyUse();
    Set<KeyOperation> operations = jwk.getKeyOperations();
    if (use != null && !use.equals(KeyUse.SIGNATURE)) {
      throw new InvalidKeysException("a key is not meant for signatures");
    }
    if (operations != null && !operations.contains(KeyOperation.VERIFY)) {
      throw new InvalidKeysException("a key is not meant for verifying");
    }
    if (jwk.getKeyRevocation() != null) {
      throw new InvalidKeysException("a key is revoked");
    }
    if (jwk.getKeyType().equals(KeyType.RSA) && jwk.size() < MIN_RSA_BITS) {
      throw new InvalidKeysException("an RSA key is shorter than " + MIN_RSA_BITS + " bits");
    }
  }

  private static JWSVerifier verifierOf(JWK jwk) throws JOSEException {
    if (jwk.getKeyType().equals(KeyType.OCT)) {
      return new MACVerifier(jwk.toOctetSequenceKey());
    }
    if (jwk.getKeyType().equals(KeyType.RSA)) {
      return new RSASSAVerifier(jwk.toRSAKey());
    }
    if (jwk.getKeyType().equals(KeyType.EC)) {
      return new ECDSAVerifier(jwk.toECKey());
    }
    return new Ed25519Check(jwk.toOctetKeyPair());
  }

  /** The JWK's {@code kid}. */
  public Optional<String> id() {
    return Optional.ofNullable(id);
  }

  /** Names of the JWS algorithms this key may be used with; all of one family. */
  public Set<String> algorithms() {
    return algorithms;
  }

  /** Whether the signature is by this key; {@code false} too when the algorithm does not fit it. */
  boolean signed(JWSHeader header, byte[] signingInput, Base64URL signature) {
    if (!algorithms.contains(header.getAlgorithm().getName())) {
      return false;
    }
    try {
      return verifier.verify(header, signingInput, signature);
    } catch (JOSEException e) {
      return false;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerificationKey that
        && thumbprint.equals(that.thumbprint)
        && Objects.equals(id, that.id)
        && algorithms.equals(that.algorithms);
  }

  @Override
  public int hashCode() {
    return thumbprint.hashCode();
  }

  @Override
  public String toString() {
    return "VerificationKey[id=" + id + ", algorithms=" + algorithms + "]";
  }
}
