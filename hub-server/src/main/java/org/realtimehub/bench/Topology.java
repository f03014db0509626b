package org.realtimehub.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.realtimehub.config.LogType;

/** A log, and how many nodes a hub has that keeps its updates there. */
record Topology(LogType log, int nodes) {

  /** What others are compared with. */
  static final Topology ALONE = new Topology(LogType.MEMORY, 1);

  /** All that are measured, {@link #ALONE} first. */
  static List<Topology> all(BenchOptions.Cluster options) {
    List<Topology> all = new ArrayList<>(List.of(ALONE));
    options.nodes().forEach(nodes -> all.add(new Topology(LogType.HAZELCAST, nodes)));
    if (options.redis().isPresent()) {
      options.nodes().forEach(nodes -> all.add(new Topology(LogType.REDIS, nodes)));
    }
    return all;
  }

  /**
   * The keys of the configuration in which all nodes agree.
   *
   * @param hub its name
   * @param url under which clients know it, whichever node they are connected to
   */
  Map<String, String> settings(BenchOptions.Cluster options, String hub, String url) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("name", hub);
    settings.put("url", url);
    settings.put("log.type", logName());
    if (log == LogType.REDIS) {
      options.redis().ifPresent(redis -> settings.put("log.redis.addresses", redis.toString()));
    }
    if (isClustered()) {
      settings.put("cluster.enabled", "true");
      settings.put("cluster.minimum-size", Integer.toString(nodes / 2 + 1));
    }
    return settings;
  }

  /** A hazelcast log lives in a cluster, even if that has one node. */
  boolean isClustered() {
    return nodes > 1 || log == LogType.HAZELCAST;
  }

  String label() {
    return logName() + ", " + nodes + (nodes == 1 ? " node" : " nodes");
  }

  private String logName() {
    return log.name().toLowerCase(Locale.ROOT);
  }
}
