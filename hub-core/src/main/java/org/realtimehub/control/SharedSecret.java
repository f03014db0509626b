package org.realtimehub.control;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.realtimehub.cluster.SharedMap;
import org.realtimehub.log.PositionTokens;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The secret of position tokens, which all nodes have from the shared map: the first one makes it.
 * When the map lost it, whoever notices first puts its own back, and the others go over to that.
 */
final class SharedSecret {

  static final String KEY = "position-tokens";

  private static final Logger LOG = LoggerFactory.getLogger(SharedSecret.class);
  private static final int BYTES = 32;

  private final SharedMap map;
  private final PositionTokens tokens;
  private volatile String value;

  private SharedSecret(SharedMap map, String value) {
    this.map = map;
    this.value = value;
    this.tokens = new PositionTokens(bytes(value));
  }

  /** Gets the secret from the map, where it puts one if there is none. */
  static Future<SharedSecret> in(SharedMap map) {
    return map.putIfAbsent(KEY, random()).map(value -> new SharedSecret(map, value));
  }

  /** From the generator, not from its seed source, which may make the start wait. */
  private static String random() {
    byte[] secret = new byte[BYTES];
    new SecureRandom().nextBytes(secret);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
  }

  private static byte[] bytes(String value) {
    return value.getBytes(StandardCharsets.UTF_8);
  }

  PositionTokens tokens() {
    return tokens;
  }

  /** Compares with what the map holds now; any thread. */
  void check(Map<String, String> all) {
    String shared = all.get(KEY);
    if (shared != null) {
      adopt(shared);
    } else {
      LOG.atWarn().log("the secret of position tokens is no longer shared, putting it back");
      map.putIfAbsent(KEY, value).onSuccess(this::adopt);
    }
  }

  private synchronized void adopt(String shared) {
    if (!shared.equals(value)) {
      LOG.atWarn().log("another secret of position tokens is shared, going over to it");
      value = shared;
      tokens.change(bytes(shared));
    }
  }
}
