package org.realtimehub.control;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that a connection must reach to be meant.
 *
 * @param minAge open for at least this long
 * @param maxAge open for at most this long
 * @param minIdle no update for at least this long
 * @param minLag at least this many updates behind
 * @param minWaiting at least this many bytes that its socket has not taken
 */
public record Thresholds(
    @Nullable Duration minAge,
    @Nullable Duration maxAge,
    @Nullable Duration minIdle,
    long minLag,
    long minWaiting) {

  public static final Thresholds NONE = new Thresholds(null, null, null, 0, 0);
}
