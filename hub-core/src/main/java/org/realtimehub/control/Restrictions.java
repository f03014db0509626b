package org.realtimehub.control;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.realtimehub.access.AccessToken;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.LiveConnection;
import org.realtimehub.control.Restriction.Kind;

/**
 * Who is banned and which tokens are revoked: this node's copy of what the shared map says. It is
 * at most a second old; while the map cannot be read, the last copy stays in force.
 *
 * <p>Any thread may ask; asking an empty copy costs nothing.
 */
public final class Restrictions {

  /** Of a copy this old the readiness check speaks. */
  private static final Duration STALE = Duration.ofSeconds(5);

  /** An entry of the shared map, and what it stands for. */
  private record Known(String value, Restriction restriction) {}

  /** Immutable. */
  private record Copy(
      Map<String, Known> byKey, Map<Kind, NavigableMap<String, Restriction>> byName) {

    static Copy of(Map<String, Known> byKey) {
      Map<Kind, NavigableMap<String, Restriction>> byName = new EnumMap<>(Kind.class);
      for (Kind kind : Kind.values()) {
        byName.put(kind, new TreeMap<>());
      }
      Copy copy = new Copy(byKey, byName);
      byKey
          .values()
          .forEach(k -> copy.of(k.restriction.kind()).put(k.restriction.name(), k.restriction));
      return copy;
    }

    NavigableMap<String, Restriction> of(Kind kind) {
      return Objects.requireNonNull(byName.get(kind));
    }
  }

  private final InstantSource clock;
  private volatile Copy copy = Copy.of(Map.of());
  private volatile long readAt;

  Restrictions(InstantSource clock) {
    this.clock = clock;
    this.readAt = clock.millis();
  }

  /** The ban in force on the token's subject. */
  public Optional<Restriction> ban(AccessToken token) {
    return find(Kind.SUBJECT, token.subject());
  }

  /** Whether the token is revoked. */
  public boolean revoked(AccessToken token) {
    return find(Kind.TOKEN, token.id()).isPresent();
  }

  /** Why an open connection must be closed, null where it may stay. */
  @Nullable CloseReason verdict(LiveConnection connection) {
    if (find(Kind.TOKEN, connection.tokenId()).isPresent()) {
      return CloseReason.REVOKED;
    }
    return find(Kind.SUBJECT, connection.subject()).isPresent() ? CloseReason.BANNED : null;
  }

  private Optional<Restriction> find(Kind kind, Optional<String> name) {
    NavigableMap<String, Restriction> known = copy.of(kind);
    return known.isEmpty() || name.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(known.get(name.get()))
            .filter(restriction -> clock.instant().isBefore(restriction.until()));
  }

  boolean contains(Kind kind, String name) {
    return copy.of(kind).containsKey(name);
  }

  /** How many there are of all kinds. */
  public int size() {
    return copy.byKey.size();
  }

  /** Those of a kind in the order of names, after one, or from the first on. */
  Collection<Restriction> after(Kind kind, @Nullable String name) {
    NavigableMap<String, Restriction> known = copy.of(kind);
    return Collections.unmodifiableCollection(
        (name == null ? known : known.tailMap(name, false)).values());
  }

  /** What an operator should know: that the copy is old. */
  public Optional<String> problem() {
    long age = clock.millis() - readAt;
    return age < STALE.toMillis()
        ? Optional.empty()
        : Optional.of(
            "bans and revoked tokens could not be read for "
                + age / 1000
                + " s; those known before stay in force");
  }

  /**
   * Takes over what the shared map holds; what is known is not read again. One caller at a time.
   *
   * @return whether something is in force that was not, or not in this way
   */
  boolean take(Map<String, String> all) {
    Map<String, Known> before = copy.byKey;
    Map<String, Known> after = new HashMap<>();
    boolean news = false;
    for (Map.Entry<String, String> entry : all.entrySet()) {
      String key = entry.getKey();
      Known known = before.get(key);
      if (known != null && known.value.equals(entry.getValue())) {
        after.put(key, known);
        continue;
      }
      Optional<Restriction> read = Restriction.read(key, entry.getValue());
      if (read.isPresent()) {
        after.put(key, new Known(entry.getValue(), read.get()));
        news = true;
      }
    }
    if (news || after.size() != before.size()) {
      copy = Copy.of(after);
    }
    readAt = clock.millis();
    return news;
  }
}
