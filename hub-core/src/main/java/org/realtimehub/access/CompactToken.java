package org.realtimehub.access;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** The three parts of a JWS in compact serialisation (RFC 7515, section 7.1); nothing verified. */
final class CompactToken {
  private static final String MEDIA_TYPE_PREFIX = "application/";

  /** Stricter than Nimbus, which passes over characters that do not belong into base64url. */
  private static final Pattern SHAPE =
      Pattern.compile("[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++\\.[A-Za-z0-9_-]++");

  private final JWSHeader header;
  private final byte[] signingInput;
  private final Base64URL signature;
  private final Claims claims;

  private CompactToken(JWSHeader header, byte[] signingInput, Base64URL signature, Claims claims) {
    this.header = header;
    this.signingInput = signingInput;
    this.signature = signature;
    this.claims = claims;
  }

  static CompactToken parse(String text) throws RefusedException {
    if (!SHAPE.matcher(text).matches()) {
      throw new RefusedException("not a JWS in compact serialisation");
    }
    int firstDot = text.indexOf('.');
    int lastDot = text.lastIndexOf('.');
    JWSHeader header = header(new Base64URL(text.substring(0, firstDot)));
    if (header.getCriticalParams() != null || !header.isBase64URLEncodePayload()) {
      throw new RefusedException("critical header parameters are not understood");
    }
    return new CompactToken(
        header,
        text.substring(0, lastDot).getBytes(StandardCharsets.US_ASCII),
        new Base64URL(text.substring(lastDot + 1)),
        claims(new Base64URL(text.substring(firstDot + 1, lastDot))));
  }

  // Nimbus declares ParseException only; a header that makes it throw anything else is as bad.
  private static JWSHeader header(Base64URL part) throws RefusedException {
    try {
      return JWSHeader.parse(part);
    } catch (ParseException | RuntimeException e) {
      throw new RefusedException("not a JWS header");
    }
  }

  private static Claims claims(Base64URL part) throws RefusedException {
    try {
      String json =
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(part.decode())).toString();
      if (Json.decodeValue(json) instanceof JsonObject object) {
        return new Claims(object);
      }
    } catch (CharacterCodingException | DecodeException e) {
      // The message would quote the token.
      throw new RefusedException("the claims are not JSON");
    }
    throw new RefusedException("the claims are not a JSON object");
  }

  /** For verifying only: of the header's parameters only {@code alg} has a say. */
  JWSHeader header() {
    return header;
  }

  byte[] signingInput() {
    return signingInput;
  }

  Base64URL signature() {
    return signature;
  }

  Claims claims() {
    return claims;
  }

  String algorithm() {
    return header.getAlgorithm().getName();
  }

  Optional<String> keyId() {
    return Optional.ofNullable(header.getKeyID());
  }

  /** Whether {@code typ} is {@code type}, with or without {@code application/} (section 4.1.9). */
  boolean hasType(String type) {
    JOSEObjectType declared = header.getType();
    return declared != null
        && (declared.getType().equalsIgnoreCase(type)
            || declared.getType().equalsIgnoreCase(MEDIA_TYPE_PREFIX + type));
  }
}
