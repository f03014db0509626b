package org.realtimehub.cli;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimehub.bench.BenchOptions;
import picocli.CommandLine.Option;

/** Which clusters a benchmark measures. */
final class ClusterOptions {
  private static final int MOST_NODES = 7;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      split = ",",
      defaultValue = "1,2,3",
      description = "Sizes of the clusters of the scenario cluster (default ${DEFAULT-VALUE})")
  private List<Integer> nodes = new ArrayList<>();

  @Option(
      names = "--redis",
      paramLabel = "URL",
      description = "Measure the redis log, too, in the Redis that runs there")
  private @Nullable URI redis;

  /** What is wrong with them, empty for nothing. */
  String problem() {
    if (nodes.stream().anyMatch(number -> number < 1 || number > MOST_NODES)) {
      return "--nodes: expected numbers from 1 to " + MOST_NODES + ", got " + nodes;
    }
    if (redis != null && !isPlain(redis)) {
      // Not repeated: somebody may have put a password into it.
      return "--redis: expected redis://host:port, and the rest with --set log.redis.KEY=VALUE";
    }
    return "";
  }

  private static boolean isPlain(URI url) {
    return "redis".equals(url.getScheme())
        && url.getHost() != null
        && url.getPort() > 0
        && url.getRawUserInfo() == null
        && List.of("", "/").contains(url.getRawPath());
  }

  BenchOptions.Cluster cluster() {
    return new BenchOptions.Cluster(nodes.stream().distinct().toList(), Optional.ofNullable(redis));
  }
}
