package org.realtimehub.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Network namespaces, one for each node, with a line to this one for clients, and a switch between
 * them for the nodes, which can be cut in two without anybody being told. Linux, as root.
 */
final class Namespaces implements AutoCloseable {

  private static final int PORT = 3000;
  private static final int ADMIN_PORT = 3001;
  private static final int CLUSTER_PORT = 5701;

  /** Names of interfaces are short, and those of other runs may be there. */
  private final String prefix = "hub" + ProcessHandle.current().pid() % 10_000;

  private final String network = "10." + (64 + ProcessHandle.current().pid() % 128) + ".";
  private final String ground = prefix + "sw";
  private final int size;

  Namespaces(int size) {
    this.size = size;
    ip("netns add " + ground);
    inSwitch("ip link add whole type bridge");
    inSwitch("ip link add other type bridge");
    inSwitch("ip link set whole up");
    inSwitch("ip link set other up");
    for (int node = 0; node < size; node++) {
      addNode(node);
    }
  }

  /** Whether this machine lets us. */
  static boolean possible() {
    String name = "hubprobe" + ProcessHandle.current().pid() % 10_000;
    try {
      ip("netns add " + name);
      ip("netns del " + name);
      return true;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private void addNode(int node) {
    String name = name(node);
    ip("netns add " + name);
    run("ip netns exec " + name + " ip link set lo up");
    String client = prefix + "c" + node;
    ip("link add " + client + " type veth peer name clients netns " + name);
    ip("addr add " + network + node + ".1/30 dev " + client);
    ip("link set " + client + " up");
    inNode(node, "ip addr add " + clientAddress(node) + "/30 dev clients");
    inNode(node, "ip link set clients up");
    inSwitch("ip link add port" + node + " type veth peer name nodes netns " + name);
    inSwitch("ip link set port" + node + " master whole up");
    inNode(node, "ip addr add " + clusterAddress(node) + "/24 dev nodes");
    inNode(node, "ip link set nodes up");
  }

  private String name(int node) {
    return prefix + "n" + node;
  }

  private String clientAddress(int node) {
    return network + node + ".2";
  }

  private String clusterAddress(int node) {
    return network + "200." + (node + 1);
  }

  List<Site> sites() {
    List<Site> sites = new ArrayList<>();
    for (int node = 0; node < size; node++) {
      sites.add(
          new Site(
              List.of("ip", "netns", "exec", name(node)),
              clientAddress(node),
              PORT,
              ADMIN_PORT,
              clusterAddress(node) + ":" + CLUSTER_PORT));
    }
    return sites;
  }

  /** From now on no packet passes between this node and the others. */
  void cutOff(int node) {
    inSwitch("ip link set port" + node + " master other");
  }

  void heal(int node) {
    inSwitch("ip link set port" + node + " master whole");
  }

  private void inSwitch(String command) {
    run("ip netns exec " + ground + " " + command);
  }

  private void inNode(int node, String command) {
    run("ip netns exec " + name(node) + " " + command);
  }

  private static void ip(String arguments) {
    run("ip " + arguments);
  }

  private static void run(String command) {
    try {
      Process process = new ProcessBuilder(command.split(" ")).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new UncheckedIOException(new IOException(command + ": " + output));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Its interfaces go with a namespace. */
  @Override
  public void close() {
    for (int node = 0; node < size; node++) {
      ip("netns del " + name(node));
    }
    ip("netns del " + ground);
  }
}
