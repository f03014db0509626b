package org.realtimehub.control;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.realtimehub.cluster.SharedMap;

/**
 * Someone who must not use the hub for a time.
 *
 * @param name the {@code sub} of tokens, or the {@code jti} of one
 * @param until from then on it is as if it had never been; {@link #FOREVER} for no end
 * @param since when it was put in force
 * @param by who did it
 * @param reason for operators; clients are not told
 */
public record Restriction(
    Kind kind, String name, Instant until, Instant since, String by, String reason) {

  /** What is restricted. */
  public enum Kind {
    /** A subject is banned. */
    SUBJECT("ban:"),
    /** A token is revoked. */
    TOKEN("revoked:");

    private final String prefix;

    Kind(String prefix) {
      this.prefix = prefix;
    }
  }

  /** The end of the year 9999. */
  public static final Instant FOREVER = Instant.ofEpochSecond(253_402_300_799L);

  private static final int VERSION = 1;

  public Restriction {
    until = until.isAfter(FOREVER) ? FOREVER : until;
  }

  /** Under which the shared map keeps it. */
  String key() {
    return key(kind, name);
  }

  static String key(Kind kind, String name) {
    return kind.prefix + name;
  }

  /** When the shared map may forget it. */
  long expiresAt() {
    return until.equals(FOREVER) ? SharedMap.NEVER : until.toEpochMilli();
  }

  String value() {
    return new JsonObject()
        .put("v", VERSION)
        .put("until", until.toEpochMilli())
        .put("since", since.toEpochMilli())
        .put("by", by)
        .put("reason", reason)
        .encode();
  }

  /** What an entry of the shared map stands for, empty when it is no restriction. */
  static Optional<Restriction> read(String key, String value) {
    for (Kind kind : Kind.values()) {
      if (key.startsWith(kind.prefix)) {
        return Optional.of(read(kind, key.substring(kind.prefix.length()), value));
      }
    }
    return Optional.empty();
  }

  /** Its key says whom it is against: what else it says need not be understood to be obeyed. */
  private static Restriction read(Kind kind, String name, String value) {
    try {
      JsonObject json = new JsonObject(value);
      if (json.getInteger("v", 0) == VERSION) {
        return new Restriction(
            kind,
            name,
            Instant.ofEpochMilli(json.getLong("until")),
            Instant.ofEpochMilli(json.getLong("since")),
            json.getString("by"),
            json.getString("reason"));
      }
    } catch (DecodeException | ClassCastException | NullPointerException e) {
      // as below
    }
    return new Restriction(kind, name, FOREVER, Instant.EPOCH, "", "cannot be read");
  }
}
