package org.realtimehub.stream;

import java.util.concurrent.ThreadLocalRandom;
import org.realtimehub.connection.CloseReason;

/**
 * The deadlines of a connection, in milliseconds since 1970; {@link #NEVER} where there is none.
 *
 * @param expiresAt when its access token expires
 * @param endsAt when it has lived long enough
 * @param endReason why it is closed then
 * @param heartbeatMillis longest time without a byte
 */
public record Lifetime(long expiresAt, long endsAt, CloseReason endReason, long heartbeatMillis) {

  static final long NEVER = Long.MAX_VALUE;

  /** From when on it is closed because of its token: a tick earlier, so as not to be later. */
  long lastMoment() {
    return expiresAt == NEVER ? NEVER : expiresAt - Loop.TICK_MILLIS;
  }

  /** For how long its token has been no longer valid, negative where it is. */
  long expiredMillis(long now) {
    return expiresAt == NEVER ? -1 : now - expiresAt;
  }

  /**
   * When the connection needs attention next. Heartbeats come somewhat early, each by another span,
   * so that connections that last got the same update do not all get their heartbeat in the same
   * turn.
   */
  long next(long lastWrite) {
    long early = ThreadLocalRandom.current().nextLong(heartbeatMillis / 4 + 1);
    return Math.min(Math.min(lastMoment(), endsAt), lastWrite + heartbeatMillis - early);
  }
}
