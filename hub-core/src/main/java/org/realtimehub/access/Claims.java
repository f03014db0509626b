package org.realtimehub.access;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The claims of a token (RFC 7519, section 4.1), each read strictly: a wrong type refuses it. */
final class Claims {
  /** How far an issuer's clock may be ahead. {@code exp} has no such allowance. */
  private static final Duration NOT_BEFORE_ALLOWANCE = Duration.ofSeconds(5);

  /** The end of the year 9999; what is later was meant as milliseconds, or to overflow. */
  private static final double LATEST_SECOND = 253_402_300_799d;

  private final JsonObject json;

  Claims(JsonObject json) {
    this.json = json;
  }

  boolean has(String name) {
    return json.containsKey(name);
  }

  /** A {@link JsonObject}, {@link JsonArray} or scalar; null when it is absent or JSON null. */
  @Nullable Object value(String name) {
    return json.getValue(name);
  }

  Optional<String> text(String name) throws RefusedException {
    if (!has(name)) {
      return Optional.empty();
    }
    if (value(name) instanceof String text) {
      return Optional.of(text);
    }
    throw new RefusedException(name + " is not a string");
  }

  /** Fractions of a second are cut off, so that an expiry is never later than the issuer said. */
  Optional<Instant> instant(String name) throws RefusedException {
    if (!has(name)) {
      return Optional.empty();
    }
    if (value(name) instanceof Number number) {
      double seconds = number.doubleValue();
      // Written so that NaN fails too.
      if (seconds >= 0 && seconds <= LATEST_SECOND) {
        return Optional.of(Instant.ofEpochSecond((long) seconds));
      }
    }
    throw new RefusedException(name + " is not a sensible number of seconds");
  }

  void requireCurrent(Instant now) throws RefusedException {
    requireNotExpired(instant("exp"), now);
    Optional<Instant> notBefore = instant("nbf");
    if (notBefore.isPresent() && notBefore.get().isAfter(now.plus(NOT_BEFORE_ALLOWANCE))) {
      throw new RefusedException("not valid yet");
    }
  }

  static void requireNotExpired(Optional<Instant> expires, Instant now) throws RefusedException {
    if (expires.isPresent() && !now.isBefore(expires.get())) {
      throw new RefusedException("expired");
    }
  }

  void requireAudience(String audience) throws RefusedException {
    Object claim = value("aud");
    boolean named =
        claim instanceof JsonArray several ? several.contains(audience) : audience.equals(claim);
    if (!named) {
      throw new RefusedException("aud does not name this hub");
    }
  }
}
