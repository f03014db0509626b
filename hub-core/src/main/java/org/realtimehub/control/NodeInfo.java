package org.realtimehub.control;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.realtimehub.control.NodeLoad.Latency;
import org.realtimehub.update.Position;

/** What a node says of itself. */
public record NodeInfo(
    NodeFacts facts, NodeHoldings holdings, @Nullable Position positionOrNull, NodeLoad load) {

  /** Connections that are open. */
  public int connections() {
    return holdings.connections();
  }

  /** How far it has come in the log. */
  public Optional<Position> position() {
    return Optional.ofNullable(positionOrNull);
  }

  JsonObject toJson() {
    Latency latency = load.latency();
    JsonObject json =
        new JsonObject()
            .put("url", facts.url())
            .put("address", facts.address())
            .put("admin", facts.admin())
            .put("version", facts.version())
            .put("started", facts.started().toEpochMilli())
            .put("cpu", load.cpu())
            .put("late", load.lateMillis())
            .put("publishes", load.publishesPerSecond())
            .put("deliveries", load.deliveriesPerSecond());
    holdings.write(json);
    latency.publishP99().ifPresent(seconds -> json.put("publishP99", seconds));
    latency.deliveryP99().ifPresent(seconds -> json.put("deliveryP99", seconds));
    latency.canary().ifPresent(seconds -> json.put("canary", seconds));
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
            json.getDouble("deliveries"),
            new Latency(
                seconds(json, "publishP99"),
                seconds(json, "deliveryP99"),
                seconds(json, "canary")));
    String epoch = json.getString("epoch");
    Position position = epoch == null ? null : new Position(epoch, json.getLong("offset"));
    return new NodeInfo(facts, NodeHoldings.read(json), position, load);
  }

  private static OptionalDouble seconds(JsonObject json, String name) {
    Double value = json.getDouble(name);
    return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
  }
}
