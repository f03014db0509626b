package org.realtimehub.cli;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.text.ParseException;
import java.util.Base64;
import org.realtimehub.config.KeyConfig;
import org.realtimehub.config.KeyConfig.StaticKey;

/** Signs tokens with a key of the configuration, if that key can. */
final class Signer {
  private static final String CANNOT =
      " cannot sign: an HMAC key or a private key is needed (PKCS #8 PEM or JWK)";

  private final JWSAlgorithm algorithm;
  private final JWSSigner signer;

  private Signer(JWSAlgorithm algorithm, JWSSigner signer) {
    this.algorithm = algorithm;
    this.signer = signer;
  }

  /** The name of the key is for messages. */
  static Signer of(String name, KeyConfig config) throws CommandFailure {
    if (!(config instanceof StaticKey key)) {
      throw new CommandFailure(name + CANNOT + ", and jwks-url gives public keys");
    }
    JWSAlgorithm algorithm = JWSAlgorithm.parse(key.algorithm());
    String text = key.key().value();
    try {
      if (text.stripLeading().startsWith("{")) {
        return new Signer(algorithm, ofJwk(name, JWK.parse(text)));
      }
      return new Signer(
          algorithm,
          JWSAlgorithm.Family.HMAC_SHA.contains(algorithm)
              ? new MACSigner(text.getBytes(StandardCharsets.UTF_8))
              : ofPem(name, algorithm, text));
    } catch (JOSEException | GeneralSecurityException | ParseException e) {
      // Not the cause: what parsers say quotes what they read.
      throw new CommandFailure(name + " is not a usable key for " + algorithm);
    }
  }

  String sign(String type, JWTClaimsSet claims) throws CommandFailure {
    JWSHeader header = new JWSHeader.Builder(algorithm).type(new JOSEObjectType(type)).build();
    SignedJWT token = new SignedJWT(header, claims);
    try {
      token.sign(signer);
    } catch (JOSEException e) {
      throw new CommandFailure("cannot sign with " + algorithm + ": " + e.getMessage());
    }
    return token.serialize();
  }

  private static JWSSigner ofJwk(String name, JWK jwk) throws JOSEException, CommandFailure {
    if (!jwk.isPrivate()) {
      throw new CommandFailure(name + CANNOT);
    }
    if (jwk instanceof OctetSequenceKey oct) {
      return new MACSigner(oct);
    }
    if (jwk instanceof RSAKey rsa) {
      return new RSASSASigner(rsa);
    }
    if (jwk instanceof ECKey ec) {
      return new ECDSASigner(ec);
    }
    throw new CommandFailure(name + ": " + jwk.getKeyType() + " keys can verify here, not sign");
  }

  private static JWSSigner ofPem(String name, JWSAlgorithm algorithm, String pem)
      throws JOSEException, GeneralSecurityException, CommandFailure {
    String begin = "-----BEGIN PRIVATE KEY-----";
    int start = pem.indexOf(begin);
    int end = pem.indexOf("-----END PRIVATE KEY-----");
    if (start < 0 || end < start) {
      throw new CommandFailure(name + CANNOT);
    }
    byte[] der = Base64.getMimeDecoder().decode(pem.substring(start + begin.length(), end));
    if (JWSAlgorithm.Family.RSA.contains(algorithm)) {
      return new RSASSASigner(privateKey("RSA", der));
    }
    if (JWSAlgorithm.Family.EC.contains(algorithm)) {
      return new ECDSASigner(
          privateKey("EC", der), Curve.forJWSAlgorithm(algorithm).iterator().next());
    }
    throw new CommandFailure(name + ": " + algorithm + " keys can verify here, not sign");
  }

  private static PrivateKey privateKey(String type, byte[] der) throws GeneralSecurityException {
    return KeyFactory.getInstance(type).generatePrivate(new PKCS8EncodedKeySpec(der));
  }
}
