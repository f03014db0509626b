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
import java.util.stream.IntStream;
import org.realtimehub.cluster.FreePorts;

/** The nodes of one hub, each at a site that it keeps when it is started again. */
final class Nodes implements AutoCloseable {

  private static final String HOST = "127.0.0.1";

  private final List<Site> sites;
  private final List<String> settings;
  private final Path outputs;
  private final List<NodeProcess> nodes = new ArrayList<>();

  /**
   * Starts nothing yet.
   *
   * @param name of the folder below {@code target} with what the nodes print
   */
  Nodes(String name, List<Site> sites, String... settings) {
    this.sites = List.copyOf(sites);
    this.settings = List.of(settings);
    try {
      outputs = Files.createDirectories(Path.of("target", "chaos", name + "-" + System.nanoTime()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sites on this machine's loopback interface, with free ports. */
  static List<Site> local(int size) {
    try {
      List<Integer> free = FreePorts.next(HOST, 0, 3 * size);
      return IntStream.range(0, size)
          .mapToObj(
              i ->
                  new Site(
                      List.of(),
                      HOST,
                      free.get(3 * i),
                      free.get(3 * i + 1),
                      HOST + ":" + free.get(3 * i + 2)))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts those that have not been started and waits until all are ready. */
  void start() {
    while (nodes.size() < sites.size()) {
      startNext();
    }
    awaitReady();
  }

  /** Starts one more, and waits for nothing. */
  void startNext() {
    nodes.add(launch(nodes.size()));
  }

  /** What a node has printed since its first start. */
  String output(int index) {
    try {
      return Files.readString(output(outputs, index));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path output(Path folder, int index) {
    return folder.resolve("node-" + (index + 1) + ".log");
  }

  private NodeProcess launch(int index) {
    List<String> all = new ArrayList<>();
    all.add("url=http://localhost:3000/.well-known/mercure");
    all.add("cluster.enabled=true");
    all.add(
        "cluster.addresses="
            + sites.stream().map(Site::clusterAddress).collect(Collectors.joining(",")));
    all.addAll(settings);
    return NodeProcess.start(sites.get(index), output(outputs, index), all);
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
    return sites.get(random.nextInt(sites.size())).url();
  }

  @Override
  public void close() {
    nodes.forEach(NodeProcess::close);
  }
}
