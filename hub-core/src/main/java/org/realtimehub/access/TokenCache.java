package org.realtimehub.access;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tokens that were verified lately, so that a publisher's signature is not verified again for every
 * update. Holds a digest in place of the token. An entry counts only as long as its source's keys
 * are those it was verified with. Safe for any thread.
 *
 * <p>Bounded by two generations: when the young one is full it becomes the old one, whose entries
 * are forgotten unless they are used again. Reading takes no lock.
 */
final class TokenCache {

  record Key(Action role, ByteBuffer digest) {}

  private record Entry(AccessToken token, KeySource source, List<VerificationKey> keys) {}

  private final int generationSize;
  private volatile Map<Key, Entry> young = new ConcurrentHashMap<>();
  private volatile Map<Key, Entry> old = Map.of();

  TokenCache(int generationSize) {
    this.generationSize = generationSize;
  }

  /** The role is part of the key: in draft-07 each role has keys of its own. */
  static Key key(Action role, String token) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] digest = sha256.digest(token.getBytes(StandardCharsets.UTF_8));
      return new Key(role, ByteBuffer.wrap(digest).asReadOnlyBuffer());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The caller looks at the expiry itself. */
  Optional<AccessToken> find(Key key) {
    Entry entry = young.get(key);
    boolean isOld = entry == null;
    if (entry == null) {
      entry = old.get(key);
    }
    if (entry == null || !entry.source().current().equals(entry.keys())) {
      return Optional.empty();
    }
    if (isOld) {
      put(key, entry);
    }
    return Optional.of(entry.token());
  }

  void put(Key key, AccessToken token, KeySource source, List<VerificationKey> keys) {
    put(key, new Entry(token, source, keys));
  }

  int size() {
    return young.size() + old.size();
  }

  private void put(Key key, Entry entry) {
    young.put(key, entry);
    if (young.size() >= generationSize) {
      turn();
    }
  }

  private synchronized void turn() {
    if (young.size() >= generationSize) {
      old = young;
      young = new ConcurrentHashMap<>();
    }
  }
}
