package org.realtimehub.control;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.realtimehub.connection.Activity;

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

  /** Nothing lives longer, and its milliseconds are a number. */
  private static final long MAX_MILLIS = Duration.ofDays(36_500).toMillis();

  /** Whether one of them is about what changes, and can be read only on a connection's loop. */
  boolean changing() {
    return minIdle != null || minLag > 0 || minWaiting > 0;
  }

  /**
   * Whether the age, which anybody may ask for, is as it must be.
   *
   * @param now in milliseconds since 1970, as all times here
   */
  boolean reachedBy(long openedAt, long now) {
    return (minAge == null || now - openedAt >= millis(minAge))
        && (maxAge == null || now - openedAt <= millis(maxAge));
  }

  /** Whether all else is as it must be. */
  boolean reachedBy(Activity activity, long now) {
    return (minIdle == null || now - activity.lastDelivery() >= millis(minIdle))
        && activity.lag() >= minLag
        && activity.waitingBytes() >= minWaiting;
  }

  private static long millis(Duration duration) {
    return duration.toSeconds() >= MAX_MILLIS / 1000 ? MAX_MILLIS : duration.toMillis();
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("minAge", minAge == null ? null : millis(minAge))
        .put("maxAge", maxAge == null ? null : millis(maxAge))
        .put("minIdle", minIdle == null ? null : millis(minIdle))
        .put("minLag", minLag)
        .put("minWaiting", minWaiting);
  }

  static Thresholds of(JsonObject json) {
    return new Thresholds(
        duration(json, "minAge"),
        duration(json, "maxAge"),
        duration(json, "minIdle"),
        json.getLong("minLag"),
        json.getLong("minWaiting"));
  }

  private static @Nullable Duration duration(JsonObject json, String name) {
    Long millis = json.getLong(name);
    return millis == null ? null : Duration.ofMillis(millis);
  }
}
