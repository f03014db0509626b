package org.realtimehub.config;

import java.util.ArrayList;
import java.util.List;

/** Which logs fit a hub on one node, and which a cluster. */
final class ClusterRules {

  /** The whole history moves when nodes come and go. */
  private static final long LARGEST_HISTORY = 512L << 20;

  private ClusterRules() {}

  static List<Problem> problems(ClusterConfig cluster, LogConfig log, HistoryConfig history) {
    List<Problem> problems = new ArrayList<>();
    if (cluster.enabled() && log.type() == LogType.MEMORY) {
      problems.add(
          new Problem(
              LogConfig.TYPE.name(),
              "expected hazelcast or redis, because cluster.enabled is true: nodes that each have a"
                  + " memory log of their own would not see each other's updates"));
    }
    if (!cluster.enabled() && log.type() == LogType.HAZELCAST) {
      problems.add(
          new Problem(
              LogConfig.TYPE.name(),
              "expected memory or redis, because cluster.enabled is false: a hazelcast log lives in"
                  + " the nodes of a cluster"));
    }
    if (log.type() == LogType.HAZELCAST && history.maxBytes() > LARGEST_HISTORY) {
      problems.add(
          new Problem(
              HistoryConfig.MAX_BYTES.name(),
              "expected at most %s, because log.type is hazelcast, got \"%s\""
                  .formatted(Units.show(LARGEST_HISTORY), Units.show(history.maxBytes()))));
    }
    return problems;
  }
}
