package org.realtimehub.control;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimehub.update.Position;

/**
 * What a node says of itself.
 *
 * @param connections that are open
 */
public record NodeInfo(
    NodeFacts facts, int connections, @Nullable Position positionOrNull, NodeLoad load) {

  /** How far it has come in the log. */
  public Optional<Position> position() {
    return Optional.ofNullable(positionOrNull);
  }

  JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("url", facts.url())
            .put("address", facts.address())
            .put("admin", facts.admin())
            .put("version", facts.version())
            .put("started", facts.started().toEpochMilli())
            .put("connections", connections)
            .put("cpu", load.cpu())
            .put("late", load.lateMillis())
            .put("publishes", load.publishesPerSecond())
            .put("deliveries", load.deliveriesPerSecond());
    return positionOrNull == null
        ? json
        : json.put("epoch", positionOrNull.epoch()).put("offset", positionOrNull.offset());
  }

  static NodeInfo of(JsonObject json) {
    NodeFacts facts =
        new NodeFacts(
            json.getString("url"),
            json.getString("address"),
            json.getString("admin"),
            json.getString("version"),
            Instant.ofEpochMilli(json.getLong("started")));
    NodeLoad load =
        new NodeLoad(
            json.getDouble("cpu"),
            json.getLong("late"),
            json.getDouble("publishes"),
            json.getDouble("deliveries"));
    String epoch = json.getString("epoch");
    Position position = epoch == null ? null : new Position(epoch, json.getLong("offset"));
    return new NodeInfo(facts, json.getInteger("connections"), position, load);
  }
}
