package org.realtimehub.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.realtimehub.process.FreePorts;

/** The nodes of one hub, each with ports that it keeps when it is started again. */
final class Nodes implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  private final List<Integer> ports;
  private final List<Integer> adminPorts;
  private final List<Integer> clusterPorts;
  private final List<String> settings;
  private final Path outputs;
  private final List<NodeProcess> nodes = new ArrayList<>();

  /**
   * Chooses ports, starts nothing.
   *
   * @param name of the folder below {@code target} with what the nodes print
   */
  Nodes(String name, int size, String... settings) {
    try {
      List<Integer> free = FreePorts.next(HOST, 0, 3 * size);
      ports = free.subList(0, size);
      adminPorts = free.subList(size, 2 * size);
      clusterPorts = free.subList(2 * size, 3 * size);
      outputs = Files.createDirectories(Path.of("target", "chaos", name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    this.settings = List.of(settings);
  }

  /** Starts all of them and waits until they are ready. */
  void start() {
    for (int i = 0; i < ports.size(); i++) {
      nodes.add(launch(i));
    }
    nodes.forEach(NodeProcess::awaitReady);
  }

  private NodeProcess launch(int index) {
    List<String> all = new ArrayList<>();
    all.add("url=http://localhost:" + ports.get(0) + "/.well-known/mercure");
    all.add("cluster.enabled=true");
    all.add("cluster.port=" + clusterPorts.get(index));
    all.add(
        "cluster.addresses="
            + clusterPorts.stream()
                .map(port -> HOST + ":" + port)
                .collect(Collectors.joining(",")));
    all.addAll(settings);
    return NodeProcess.start(
        outputs.resolve("node-" + (index + 1) + ".log"),
        ports.get(index),
        adminPorts.get(index),
        all);
  }

  int size() {
    return nodes.size();
  }

  NodeProcess get(int index) {
    return nodes.get(index);
  }

  /** Starts one again that has ended, and waits until it is ready. */
  void restart(int index) {
    nodes.set(index, launch(index));
    nodes.get(index).awaitReady();
  }

  void awaitReady() {
    nodes.forEach(NodeProcess::awaitReady);
  }

  /** The hub's URL at a node, which may be down: clients do not know. */
  URI any(Random random) {
    return url(random.nextInt(ports.size()));
  }

  URI url(int index) {
    return URI.create("http://" + HOST + ":" + ports.get(index) + "/.well-known/mercure");
  }

  @Override
  public void close() {
    nodes.forEach(NodeProcess::close);
  }
}
