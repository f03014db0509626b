package org.realtimehub.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.realtimehub.cluster.FreePorts;

/** Starts the nodes of one hub on this machine, each in a process of its own. */
final class ClusterStart {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String LOOPBACK = "127.0.0.1";

  /** Nobody goes there: clients of this benchmark know the addresses of the nodes. */
  private static final String URL = "https://bench.example/.well-known/mercure";

  private final Topology topology;
  private final BenchOptions options;

  ClusterStart(Topology topology, BenchOptions options) {
    this.topology = topology;
    this.options = options;
  }

  /** Returns when all nodes see each other and take work. */
  UnderTest start(String hub) throws BenchException, InterruptedException {
    List<ServerProcess> nodes = new ArrayList<>();
    try {
      for (Map<String, String> settings : settings(hub)) {
        nodes.add(ServerProcess.launch(ServerKind.HUB, options.servers().eventLoops(), settings));
      }
      for (ServerProcess node : nodes) {
        node.awaitReady();
      }
      awaitCluster(nodes);
      for (ServerProcess node : nodes) {
        node.useUpYoungGeneration();
      }
    } catch (BenchException | InterruptedException | RuntimeException e) {
      nodes.forEach(ServerProcess::close);
      throw e;
    }
    List<Target> targets = new ArrayList<>();
    nodes.forEach(node -> targets.add(new HubTarget(node.url(), options.servers().token())));
    return UnderTest.started(targets, nodes);
  }

  /** For each node its own; what the command line sets wins. */
  private List<Map<String, String>> settings(String hub) throws BenchException {
    List<Integer> ports = ports();
    String addresses =
        ports.stream().map(port -> LOOPBACK + ":" + port).collect(Collectors.joining(","));
    List<Map<String, String>> all = new ArrayList<>();
    for (int port : ports) {
      Map<String, String> settings =
          new LinkedHashMap<>(topology.settings(options.cluster(), hub, URL));
      if (topology.isClustered()) {
        settings.put("cluster.port", Integer.toString(port));
        settings.put("cluster.addresses", addresses);
      }
      settings.putAll(options.servers().settings());
      all.add(settings);
    }
    return all;
  }

  private List<Integer> ports() throws BenchException {
    try {
      return FreePorts.next(LOOPBACK, 0, topology.nodes());
    } catch (IOException e) {
      throw new BenchException("no ports for the nodes: " + e.getMessage(), e);
    }
  }

  private void awaitCluster(List<ServerProcess> nodes) throws BenchException, InterruptedException {
    for (ServerProcess node : nodes) {
      HubAdmin admin = node.admin().orElseThrow();
      boolean together =
          new Alarm()
              .until(
                  PATIENCE,
                  () -> admin.isReady() && admin.value("hub_cluster_nodes") == topology.nodes());
      if (!together) {
        throw new BenchException(
            "a node of %s was not ready with all others within %d s"
                .formatted(topology.label(), PATIENCE.toSeconds()));
      }
    }
  }
}
