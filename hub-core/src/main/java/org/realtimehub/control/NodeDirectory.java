package org.realtimehub.control;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.realtimehub.cluster.Membership;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The nodes that are together, and what each says of itself. Who is together is the membership's
 * word; a node that is, but says nothing, is silent. Thread-safe.
 */
final class NodeDirectory {

  private static final Logger LOG = LoggerFactory.getLogger(NodeDirectory.class);
  private static final Duration SILENT_AFTER = Duration.ofSeconds(3);
  private static final int VERSION = 1;

  /**
   * A node.
   *
   * @param at when it was last heard of, or first known to be there
   */
  private record Heard(@Nullable NodeInfo info, long at) {}

  private final Membership membership;
  private final InstantSource clock;
  private final Map<String, Heard> heard = new ConcurrentHashMap<>();

  NodeDirectory(Membership membership, InstantSource clock) {
    this.membership = membership;
    this.clock = clock;
  }

  JsonObject announcement(NodeInfo info) {
    return info.toJson().put("v", VERSION).put("id", membership.self());
  }

  /** A node, perhaps this one, said how it is. */
  void hear(JsonObject announcement) {
    try {
      NodeInfo info = announcement.getInteger("v", 0) == VERSION ? NodeInfo.of(announcement) : null;
      heard.put(announcement.getString("id"), new Heard(info, clock.millis()));
    } catch (ClassCastException | NullPointerException e) {
      LOG.atWarn().setCause(e).log("cannot read what a node says of itself");
    }
  }

  /** Notes who has come and who has gone; to be called now and then. */
  void look() {
    nodes();
  }

  /** In the order of ids. */
  List<NodeEntry> nodes() {
    long now = clock.millis();
    // A node may be heard of just before it is known to be there.
    heard
        .entrySet()
        .removeIf(e -> silent(e.getValue(), now) && !membership.nodes().contains(e.getKey()));
    return membership.nodes().stream().sorted().map(id -> entry(id, now)).toList();
  }

  private NodeEntry entry(String id, long now) {
    Heard known = heard.computeIfAbsent(id, unknown -> new Heard(null, now));
    return new NodeEntry(id, silent(known, now), known.info);
  }

  private static boolean silent(Heard known, long now) {
    return now - known.at >= SILENT_AFTER.toMillis();
  }
}
