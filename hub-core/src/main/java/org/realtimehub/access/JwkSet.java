package org.realtimehub.access;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.KeyType;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JWK set, or a single JWK (RFC 7517). Keys that are not understood, or are not for
 * verifying signatures, are passed over, as section 5 wants it.
 */
public final class JwkSet {
  private static final int MAX_KEYS = 100;

  private JwkSet() {}

  /**
   * The keys of a set that was fetched: symmetric keys are passed over, because what everybody can
   * fetch is no secret.
   *
   * @return immutable; empty when the set has no usable key
   * @throws InvalidKeysException when the text is no JWK set, or has more keys than are reasonable
   */
  public static List<VerificationKey> publicKeys(String json) throws InvalidKeysException {
    return keys(json, false);
  }

  /** The keys of a set that the operator gave, symmetric ones included. */
  static List<VerificationKey> allKeys(String json) throws InvalidKeysException {
    return keys(json, true);
  }

  private static List<VerificationKey> keys(String json, boolean symmetric)
      throws InvalidKeysException {
    List<Map<String, Object>> members = members(json);
    if (members.size() > MAX_KEYS) {
      throw new InvalidKeysException("the JWK set has more than " + MAX_KEYS + " keys");
    }
    List<VerificationKey> keys = new ArrayList<>();
    for (Map<String, Object> member : members) {
      VerificationKey key = usable(member, symmetric);
      if (key != null) {
        keys.add(key);
      }
    }
    return List.copyOf(keys);
  }

  private static List<Map<String, Object>> members(String json) throws InvalidKeysException {
    try {
      Map<String, Object> document = JSONObjectUtils.parse(json);
      if (document.containsKey("kty")) {
        return List.of(document);
      }
      Map<String, Object>[] keys = JSONObjectUtils.getJSONObjectArray(document, "keys");
      if (keys != null) {
        return List.of(keys);
      }
    } catch (ParseException | IllegalArgumentException e) {
      // Its message may quote the text, which may be a secret: leave it out.
      throw new InvalidKeysException("not the JSON of a JWK set");
    }
    throw new InvalidKeysException("the JSON is neither a JWK set nor a JWK");
  }

  private static @Nullable VerificationKey usable(Map<String, Object> member, boolean symmetric) {
    try {
      JWK jwk = JWK.parse(member);
      boolean wanted = symmetric || !jwk.getKeyType().equals(KeyType.OCT);
      return wanted ? VerificationKey.of(jwk) : null;
    } catch (ParseException
        | IllegalArgumentException
        | IllegalStateException
        | InvalidKeysException e) {
      return null;
    }
  }
}
