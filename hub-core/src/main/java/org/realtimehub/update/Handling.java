package org.realtimehub.update;

import org.jspecify.annotations.Nullable;

/**
 * How the hub treats an update.
 *
 * @param isPrivate only subscribers with a grant on one of its topics may receive it
 * @param ephemeral delivered to whoever is connected and up to date, never kept
 * @param expiresAt time in milliseconds since 1970 from which on it is no longer replayed, 0 for
 *     never
 * @param exclude id of the connection that must not receive it, null for none
 * @param idempotencyKey a repeated publish with the same key is answered with the first id and not
 *     delivered, null for none
 * @param origin id of the node that made it, for the hub's own events; null for what was published
 * @param dueAt time in milliseconds since 1970 until which it only waits in the log, 0 when it does
 *     not wait
 */
public record Handling(
    boolean isPrivate,
    boolean ephemeral,
    long expiresAt,
    @Nullable String exclude,
    @Nullable String idempotencyKey,
    @Nullable String origin,
    long dueAt) {

  public static final Handling PUBLIC = new Handling(false, false, 0, null, null, null, 0);
  public static final Handling PRIVATE = new Handling(true, false, 0, null, null, null, 0);

  /** Passes between the nodes of the hub through log and bus, and concerns no subscriber. */
  public static Handling signal(String origin) {
    return new Handling(true, true, 0, null, null, origin, 0);
  }

  /** Whether no subscriber is to get it: it is for the nodes only, or waits. */
  public boolean isSignal() {
    return (ephemeral && origin != null) || dueAt > 0;
  }

  public Handling waitingUntil(long newDueAt) {
    return new Handling(isPrivate, ephemeral, expiresAt, exclude, idempotencyKey, origin, newDueAt);
  }

  public Handling withIdempotencyKey(String key) {
    return new Handling(isPrivate, ephemeral, expiresAt, exclude, key, origin, dueAt);
  }
}
