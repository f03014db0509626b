package org.realtimehub.access;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data that a token attaches to the subscriptions made with it. Immutable and safe for any
 * thread; never printed, since it may describe a person.
 *
 * <p>draft-08, Payloads; draft-07, Payload.
 */
public final class Payloads {
  private static final Payloads NONE = new Payloads(List.of());

  /** What the subscriptions that {@code scope} covers get; a null scope covers all of them. */
  record Entry(@Nullable Scope scope, @Nullable Object payload) {}

  private final List<Entry> entries;

  private Payloads(List<Entry> entries) {
    this.entries = entries;
  }

  public static Payloads none() {
    return NONE;
  }

  /** The same JSON value for every subscription. */
  static Payloads always(Object payload) {
    return new Payloads(List.of(new Entry(null, payload)));
  }

  /** The first entry that covers a subscription decides, also when it carries no payload. */
  static Payloads firstOf(List<Entry> entries) {
    boolean carriesAny = entries.stream().anyMatch(entry -> entry.payload() != null);
    return carriesAny ? new Payloads(List.copyOf(entries)) : NONE;
  }

  /**
   * The payload of a subscription.
   *
   * @param matcherValue the subscription's own matcher as the subscriber wrote it, whatever its
   *     type; it is looked up as if it were a topic
   * @return a {@link JsonObject}, {@link JsonArray}, string, number or boolean; the caller owns it
   */
  public Optional<Object> of(String matcherValue) {
    for (Entry entry : entries) {
      Scope scope = entry.scope();
      if (scope == null || scope.coversMatcher(matcherValue)) {
        return Optional.ofNullable(copy(entry.payload()));
      }
    }
    return Optional.empty();
  }

  private static @Nullable Object copy(@Nullable Object payload) {
    if (payload instanceof JsonObject object) {
      return object.copy();
    }
    return payload instanceof JsonArray array ? array.copy() : payload;
  }
}
