package org.realtimehub.cluster;

import io.vertx.core.Future;
import java.util.Map;

/**
 * A small map of texts that all nodes of a hub share, kept where its log is kept. For what few
 * write and every node reads whole: bans, revoked tokens, the secret of position tokens.
 *
 * <p>Rules every implementation keeps (see {@code SharedMapContract} in the tests):
 *
 * <ul>
 *   <li>What was put is seen by every later read, on every node.
 *   <li>An entry is not returned from its expiry on, and is forgotten some time after.
 *   <li>Two nodes that put the same key if it is absent both learn the one value that was kept.
 * </ul>
 *
 * <p>All methods may be called on any thread, never block it and never throw. Every future they
 * return completes in bounded time.
 */
public interface SharedMap {

  /** For entries that do not expire. */
  long NEVER = Long.MAX_VALUE;

  /**
   * Puts a value in the place of whatever was there.
   *
   * @param expiresAt in milliseconds since 1970, or {@link #NEVER}
   */
  Future<Void> put(String key, String value, long expiresAt);

  /** The value that is there, or else this one, which then stays. */
  Future<String> putIfAbsent(String key, String value);

  /** Removes what is there, if anything is. */
  Future<Void> remove(String key);

  /** All entries that have not expired. */
  Future<Map<String, String>> all();
}
