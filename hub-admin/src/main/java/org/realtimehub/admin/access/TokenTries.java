package org.realtimehub.admin.access;

import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows down who guesses API tokens from one address. The same wrong token again is no guess but a
 * program that was told a wrong one: it does not count, so that it cannot lock out its neighbours.
 * Owned by one event loop.
 */
final class TokenTries {

  private static final int FREE = 20;
  private static final int REMEMBERED = 10_000;

  private final Backoff backoff;

  /** The hashes of what was presented wrongly, by address; the first that was seen goes first. */
  private final Map<String, Boolean> presented = new LinkedHashMap<>();

  TokenTries(InstantSource clock) {
    backoff = new Backoff(FREE, clock);
  }

  Duration wait(String address) {
    return backoff.wait(address);
  }

  void wrong(String address, String token) {
    if (presented.put(address + ' ' + Digest.hex(token), true) != null) {
      return;
    }
    backoff.tried(address);
    if (presented.size() > REMEMBERED) {
      presented.remove(presented.keySet().iterator().next());
    }
  }
}
