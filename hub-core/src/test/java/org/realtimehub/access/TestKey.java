package org.realtimehub.access;

import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.OctetKeyPair;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A key that signs tokens in tests, with the JDK alone, so that any header can be signed and a
 * mistake of the library would show.
 */
public final class TestKey {

  @FunctionalInterface
  private interface Signer {
    byte[] sign(byte[] input) throws GeneralSecurityException;
  }

  private final String algorithm;
  private final JWK publicJwk;
  private final Signer signer;

  private TestKey(String algorithm, JWK publicJwk, Signer signer) {
    this.algorithm = algorithm;
    this.publicJwk = publicJwk;
    this.signer = signer;
  }

  public static TestKey hs256(byte[] secret) {
    return new TestKey(
        "HS256",
        new OctetSequenceKey.Builder(secret).build(),
        input -> {
          Mac mac = Mac.getInstance("HmacSHA256");
          mac.init(new SecretKeySpec(secret, "HmacSHA256"));
          return mac.doFinal(input);
        });
  }

  public static TestKey rs256(@Nullable String kid) {
    KeyPair pair = generate("RSA", 2048);
    JWK jwk = new RSAKey.Builder((RSAPublicKey) pair.getPublic()).keyID(kid).build();
    return new TestKey("RS256", jwk, jca(pair, "SHA256withRSA"));
  }

  public static TestKey es256(@Nullable String kid) {
    KeyPair pair = generate("EC", 256);
    JWK jwk = new ECKey.Builder(Curve.P_256, (ECPublicKey) pair.getPublic()).keyID(kid).build();
    return new TestKey("ES256", jwk, jca(pair, "SHA256withECDSAinP1363Format"));
  }

  public static TestKey eddsa(@Nullable String kid) {
    KeyPair pair = generate("Ed25519", 255);
    Base64URL x = Base64URL.encode(Ed25519Check.rawKey(pair.getPublic()));
    JWK jwk = new OctetKeyPair.Builder(Curve.Ed25519, x).keyID(kid).build();
    return new TestKey("EdDSA", jwk, jca(pair, "Ed25519"));
  }

  private static KeyPair generate(String algorithm, int size) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance(algorithm);
      generator.initialize(size);
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Signer jca(KeyPair pair, String algorithm) {
    return input -> {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(pair.getPrivate());
      signature.update(input);
      return signature.sign();
    };
  }

  public String algorithm() {
    return algorithm;
  }

  public JsonObject jwk() {
    return new JsonObject(publicJwk.toJSONObject());
  }

  public static String jwks(TestKey... keys) {
    JsonArray array = new JsonArray();
    for (TestKey key : keys) {
      array.add(key.jwk());
    }
    return new JsonObject().put("keys", array).encode();
  }

  public StaticKeys source() throws InvalidKeysException {
    return StaticKeys.jwks(jwks(this));
  }

  public String pem() throws Exception {
    PublicKey key =
        publicJwk instanceof OctetKeyPair okp
            ? Ed25519Check.publicKey(okp.getDecodedX())
            : publicJwk instanceof RSAKey rsa
                ? rsa.toRSAPublicKey()
                : publicJwk.toECKey().toECPublicKey();
    return "-----BEGIN PUBLIC KEY-----\n"
        + Base64.getMimeEncoder().encodeToString(key.getEncoded())
        + "\n-----END PUBLIC KEY-----\n";
  }

  /** Header of a draft-08 token signed with this key. */
  public JsonObject header() {
    JsonObject header = new JsonObject().put("alg", algorithm).put("typ", "at+jwt");
    return publicJwk.getKeyID() == null ? header : header.put("kid", publicJwk.getKeyID());
  }

  public String token(JsonObject claims) {
    return token(header(), claims);
  }

  public String token(JsonObject header, JsonObject claims) {
    return token(header.encode(), claims.encode());
  }

  public String token(String header, String claims) {
    String input = encode(header) + "." + encode(claims);
    try {
      byte[] signature = signer.sign(input.getBytes(StandardCharsets.US_ASCII));
      return input + "." + Base64URL.encode(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String encode(String text) {
    return Base64URL.encode(text.getBytes(StandardCharsets.UTF_8)).toString();
  }
}
