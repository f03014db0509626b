package org.realtimehub.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.realtimehub.config.LogType;

/** Hubs of one or several nodes, with each log, under the same loads. */
final class Cluster implements Scenario {

  @Override
  public String name() {
    return Bench.CLUSTER;
  }

  @Override
  public String summary() {
    return "hubs of 1, 2 and 3 nodes with each log: publishing, latency between nodes, fan-out;"
        + " only when it is named";
  }

  @Override
  public boolean isUsual() {
    return false;
  }

  @Override
  public List<String> leftOut(BenchOptions options) {
    return options.cluster().redis().isPresent()
        ? List.of()
        : List.of(name() + ": the redis log was not measured, because there is no --redis");
  }

  @Override
  public int connections(BenchOptions.Load load) {
    return ClusterLoads.connections(load);
  }

  @Override
  public void run(Round round) throws BenchException, InterruptedException {
    Map<String, List<Measurement>> parts = new LinkedHashMap<>();
    try {
      for (Topology topology : Topology.all(round.options().cluster())) {
        for (Measurement one : measure(round, topology)) {
          parts.computeIfAbsent(one.subject().scenario(), part -> new ArrayList<>()).add(one);
        }
      }
    } finally {
      // Side by side what is to be compared.
      parts.values().forEach(part -> part.forEach(round::add));
    }
  }

  /** A name of its own for each hub, so that none finds what another has left. */
  private List<Measurement> measure(Round round, Topology topology)
      throws BenchException, InterruptedException {
    String hub = "bench-" + UUID.randomUUID();
    if (topology.log() != LogType.REDIS) {
      return measure(round, topology, hub);
    }
    try (RedisKeys keys = new RedisKeys(round.options(), hub)) {
      return measure(round, topology, keys.hub());
    }
  }

  private List<Measurement> measure(Round round, Topology topology, String hub)
      throws BenchException, InterruptedException {
    try (Run run = round.start(topology, hub)) {
      return new ClusterLoads(name(), topology, run).measure();
    }
  }
}
