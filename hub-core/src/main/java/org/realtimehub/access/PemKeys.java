package org.realtimehub.access;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.cert.CertificateFactory;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.EdECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Public keys and X.509 certificates in PEM (RFC 7468), several in one text during a rotation. */
final class PemKeys {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private static final List<String> KEY_FACTORIES = List.of("RSA", "EC", "Ed25519");

  private PemKeys() {}

  static List<VerificationKey> parse(String algorithm, String pem) throws InvalidKeysException {
    List<VerificationKey> keys = new ArrayList<>();
    Matcher block = BLOCK.matcher(pem);
    while (block.find()) {
      keys.add(VerificationKey.of(jwk(algorithm, key(block.group(1), block.group(2)))));
    }
    if (keys.isEmpty()) {
      throw new InvalidKeysException("no PEM block with a public key or a certificate");
    }
    return List.copyOf(keys);
  }

  private static PublicKey key(String label, String base64) throws InvalidKeysException {
    try {
      byte[] der = Base64.getMimeDecoder().decode(base64);
      return switch (label) {
        case "CERTIFICATE" ->
            CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(der))
                .getPublicKey();
        case "PUBLIC KEY" -> subjectPublicKey(der);
        default ->
            throw new InvalidKeysException(
                "PEM block " + label + " is neither PUBLIC KEY nor CERTIFICATE");
      };
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new InvalidKeysException("PEM block " + label + " cannot be read");
    }
  }

  private static PublicKey subjectPublicKey(byte[] der)
      throws GeneralSecurityException, InvalidKeysException {
    for (String factory : KEY_FACTORIES) {
      try {
        return KeyFactory.getInstance(factory).generatePublic(new X509EncodedKeySpec(der));
      } catch (InvalidKeySpecException e) {
        // Not of this kind; the next one tries.
      }
    }
    throw new InvalidKeysException("the public key is neither RSA, nor EC, nor Ed25519");
  }

  private static JWK jwk(String algorithm, PublicKey key) throws InvalidKeysException {
    JWSAlgorithm only = JWSAlgorithm.parse(algorithm);
    if (key instanceof RSAPublicKey rsa) {
      return new RSAKey.Builder(rsa).algorithm(only).build();
    }
    if (key instanceof ECPublicKey ec) {
      Curve curve = Curve.forECParameterSpec(ec.getParams());
      if (curve != null) {
        return new ECKey.Builder(curve, ec).algorithm(only).build();
      }
    }
    if (key instanceof EdECPublicKey ed && ed.getParams().getName().equals("Ed25519")) {
      Base64URL x = Base64URL.encode(Ed25519Check.rawKey(ed));
      return new OctetKeyPair.Builder(Curve.Ed25519, x).algorithm(only).build();
    }
    throw new InvalidKeysException("no supported algorithm fits a key");
  }
}
