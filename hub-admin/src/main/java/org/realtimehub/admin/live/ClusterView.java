package org.realtimehub.admin.live;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.realtimehub.admin.api.Times;
import org.realtimehub.admin.health.HealthReport;
import org.realtimehub.cluster.Membership;
import org.realtimehub.control.Control;
import org.realtimehub.control.NodeEntry;
import org.realtimehub.control.NodeHoldings;
import org.realtimehub.control.NodeInfo;
import org.realtimehub.control.NodeLoad;

/** The nodes and this one's health, as the contract of the API says. Any thread. */
public final class ClusterView {

  private final Membership membership;
  private final Control control;
  private final Supplier<Future<HealthReport>> health;

  public ClusterView(
      Membership membership, Control control, Supplier<Future<HealthReport>> health) {
    this.membership = membership;
    this.control = control;
    this.health = health;
  }

  public Future<JsonObject> now() {
    return health
        .get()
        .map(
            report -> {
              JsonArray nodes = new JsonArray();
              control.nodes().forEach(node -> nodes.add(node(node)));
              return new JsonObject()
                  .put("self", membership.self())
                  .put("minimum_size", membership.minimumSize())
                  .put("health", report.toJson())
                  .put("nodes", nodes);
            });
  }

  private JsonObject node(NodeEntry entry) {
    JsonObject json =
        new JsonObject()
            .put("id", entry.id())
            .put("self", entry.id().equals(membership.self()))
            .put("silent", entry.silent());
    entry.info().ifPresent(info -> write(info, json));
    return json;
  }

  private static void write(NodeInfo info, JsonObject json) {
    json.put("url", info.facts().url())
        .put("address", info.facts().address())
        .put("admin", info.facts().admin())
        .put("version", info.facts().version())
        .put("started", Times.show(info.facts().started()));
    info.position()
        .ifPresent(
            at ->
                json.put(
                    "position",
                    new JsonObject().put("epoch", at.epoch()).put("offset", at.offset())));
    write(info.holdings(), json);
    write(info.load(), json);
  }

  private static void write(NodeHoldings holdings, JsonObject json) {
    JsonObject closed = new JsonObject();
    new TreeMap<>(holdings.total().closed()).forEach(closed::put);
    json.put("connections", holdings.connections())
        .put("max_connections", holdings.maxConnections())
        .put("waiting", holdings.waiting())
        .put("subscribers_behind", holdings.behind().subscribers())
        .put("waiting_bytes", holdings.behind().waitingBytes())
        .put("memory_used", holdings.memory().used())
        .put("memory_max", holdings.memory().max())
        .put("opened", holdings.total().opened())
        .put("closed", closed);
  }

  private static void write(NodeLoad load, JsonObject json) {
    json.put("publishes_per_second", load.publishesPerSecond())
        .put("deliveries_per_second", load.deliveriesPerSecond())
        .put("loop_lateness", load.lateMillis() / 1000.0);
    if (load.cpu() >= 0) {
      json.put("cpu", load.cpu());
    }
    put(json, "publish_p99", load.latency().publishP99());
    put(json, "delivery_p99", load.latency().deliveryP99());
    put(json, "canary", load.latency().canary());
  }

  private static void put(JsonObject json, String name, OptionalDouble value) {
    value.ifPresent(seconds -> json.put(name, seconds));
  }
}
