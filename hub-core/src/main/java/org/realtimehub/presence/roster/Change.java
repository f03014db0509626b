package org.realtimehub.presence.roster;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.realtimehub.presence.Subscription;
import org.realtimehub.update.SubscriptionEvent;
import org.realtimehub.update.Update;

/**
 * What a subscription event of the hub says.
 *
 * @param origin id of the node that said it
 * @param active whether the subscription began, or ended
 * @param payload JSON, null for none
 */
record Change(
    String origin, Selector selector, UUID connection, boolean active, @Nullable String payload) {

  /** Empty for every other update. What publishers send has no origin, whatever it looks like. */
  static Optional<Change> of(Update update) {
    String origin = update.handling().origin();
    if (origin == null || !SubscriptionEvent.TYPE.equals(update.event().type())) {
      return Optional.empty();
    }
    try {
      return read(origin, new JsonObject(update.event().data()));
    } catch (DecodeException | ClassCastException | IllegalArgumentException e) {
      // Of a release that says it in other words.
      return Optional.empty();
    }
  }

  private static Optional<Change> read(String origin, JsonObject event) {
    String match = event.getString("match");
    String type = event.getString("match_type");
    Optional<UUID> connection =
        Subscription.connectionOf(event.getString("subscriber", "")).map(UUID::fromString);
    if (match == null || type == null || connection.isEmpty()) {
      return Optional.empty();
    }
    Object payload = event.getValue("payload");
    return Optional.of(
        new Change(
            origin,
            new Selector(match, type),
            connection.get(),
            event.getBoolean("active", false),
            payload == null ? null : Json.encode(payload)));
  }

  Entry key() {
    return Entry.key(selector, connection);
  }
}
