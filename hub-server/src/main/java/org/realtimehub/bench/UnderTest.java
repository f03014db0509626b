package org.realtimehub.bench;

import java.util.List;
import java.util.Optional;

/**
 * What a run measures: a server, or the nodes of a cluster.
 *
 * @param targets where clients go, at least one; where there is one client, it goes to the first
 * @param processes those that were started for the run; none where a hub runs already
 * @param cost of all servers together, if it can be known
 */
record UnderTest(List<Target> targets, List<ServerProcess> processes, Optional<ServerCost> cost)
    implements AutoCloseable {

  UnderTest {
    targets = List.copyOf(targets);
    processes = List.copyOf(processes);
  }

  /** Servers that were started for the run. */
  static UnderTest started(List<Target> targets, List<ServerProcess> processes) {
    List<Long> pids = processes.stream().map(ServerProcess::pid).toList();
    return new UnderTest(targets, processes, Optional.of(new ServerCost(pids)));
  }

  @Override
  public void close() {
    // All at once: a node that sees another one die has much to say.
    processes.forEach(ServerProcess::kill);
    processes.forEach(ServerProcess::close);
  }
}
