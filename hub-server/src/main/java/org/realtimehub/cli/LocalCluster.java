package org.realtimehub.cli;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.realtimehub.cluster.FreePorts;
import org.realtimehub.config.ConfigSources.Flag;
import org.realtimehub.config.HubConfig;
import org.realtimehub.config.OneTimePassword;
import org.realtimehub.config.UserConfig;
import org.realtimehub.process.LocalNode;

/**
 * Several nodes of one development hub on this machine, each a process of its own, for a first look
 * at a cluster.
 */
final class LocalCluster {

  /** On top of the time that a node takes to let its connections go. */
  private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

  private static final String LOOPBACK = "127.0.0.1";

  /** Where one node listens. */
  private record Ports(int http, int admin, int cluster) {}

  private final Shell shell;
  private final HubConfig config;
  private final List<Flag> flags;
  private final List<Ports> ports;
  private final URI url;
  private final Optional<OneTimePassword> password;
  private final List<LocalNode> nodes = new ArrayList<>();
  private volatile boolean stopping;

  /**
   * @param config what the nodes have in common
   * @param flags that set it
   */
  LocalCluster(Shell shell, HubConfig config, List<Flag> flags, int size) throws CommandFailure {
    this.shell = shell;
    this.config = config;
    this.flags = flags;
    try {
      this.ports = choosePorts(config, size);
    } catch (IOException e) {
      throw new CommandFailure("--cluster: " + e.getMessage());
    }
    // One for all: each would make its own.
    this.password =
        config.admin().isUsable() ? Optional.empty() : Optional.of(OneTimePassword.random());
    this.url = URI.create(config.withPort(ports.get(0).http()).url());
  }

  private static List<Ports> choosePorts(HubConfig config, int size) throws IOException {
    // All at once, so that none is chosen twice.
    List<Integer> free = FreePorts.next(config.http().host(), config.http().port(), 2 * size);
    List<Integer> cluster = FreePorts.next(LOOPBACK, 0, size);
    List<Ports> ports = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      ports.add(new Ports(free.get(2 * i), free.get(2 * i + 1), cluster.get(i)));
    }
    return ports;
  }

  /** Blocks until all nodes have ended. */
  int run() throws CommandFailure, InterruptedException {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "cluster-shutdown"));
    List<CompletableFuture<Void>> running = new ArrayList<>();
    List<CompletableFuture<?>> ends = new ArrayList<>();
    for (int i = 0; i < ports.size(); i++) {
      LocalNode node = start(i + 1);
      nodes.add(node);
      running.add(node.running());
    }
    try {
      CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).get();
    } catch (ExecutionException e) {
      stop();
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new CommandFailure("a node did not start: " + cause.getMessage());
    }
    print();
    for (int i = 0; i < nodes.size(); i++) {
      int number = i + 1;
      ends.add(nodes.get(i).ended(status -> ended(number, status)));
    }
    CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).join();
    return stopping ? 0 : 1;
  }

  private LocalNode start(int number) throws CommandFailure {
    List<String> arguments = new ArrayList<>(List.of("dev", "--until-input-ends"));
    for (Flag flag : flags) {
      set(arguments, flag.key(), flag.text());
    }
    Ports own = ports.get(number - 1);
    set(arguments, "url", url.toString());
    set(arguments, "http.port", own.http());
    set(arguments, "admin.port", own.admin());
    set(arguments, "cluster.port", own.cluster());
    set(
        arguments,
        "cluster.addresses",
        ports.stream().map(p -> LOOPBACK + ":" + p.cluster()).collect(Collectors.joining(",")));
    try {
      return LocalNode.start(
          arguments,
          password.map(OneTimePassword::environment).orElse(Map.of()),
          line -> shell.err().println("[node " + number + "] " + line));
    } catch (IOException e) {
      stop();
      throw new CommandFailure("a process for a node cannot be started: " + e.getMessage());
    }
  }

  private static void set(List<String> arguments, String key, Object value) {
    arguments.addAll(List.of("--set", key + "=" + value));
  }

  private void print() {
    shell.out().println(nodes.size() + " nodes of one hub are running.");
    for (int i = 0; i < nodes.size(); i++) {
      shell.out().println("  node " + (i + 1) + "   " + address(i));
      shell
          .out()
          .println(
              "           console http://"
                  + config.admin().host()
                  + ":"
                  + ports.get(i).admin()
                  + "/   process "
                  + nodes.get(i).pid());
    }
    password.ifPresent(
        p ->
            shell
                .out()
                .println(
                    "  sign in  user "
                        + UserConfig.ONE_TIME_NAME
                        + ", password "
                        + p.password()
                        + ", the same on all"));
    shell.out().println();
    shell.out().println("This is a DEVELOPMENT hub: its keys are public, anyone may subscribe.");
    shell.out().println("Subscribe to one node in one terminal:");
    shell.out().println("  curl -N '" + address(0) + "?match=https://example.com/books/1'");
    DevelopmentToken.of(config).ifPresent(this::printPublish);
    shell.out().println("End one, kill -9 " + nodes.get(0).pid() + ": the others go on.");
    shell.out().println("Ctrl+C stops them all.");
    shell.out().flush();
  }

  private void printPublish(String token) {
    shell.out().println("Publish to another, with the development token:");
    shell.out().println("  TOKEN=" + token);
    shell
        .out()
        .println(
            "  curl -H \"Authorization: Bearer $TOKEN\" -d topic=https://example.com/books/1"
                + " -d data=hello "
                + address(nodes.size() - 1));
  }

  private String address(int index) {
    return "http://localhost:" + ports.get(index).http() + url.getRawPath();
  }

  private void ended(int number, int status) {
    if (!stopping) {
      shell.err().println("node " + number + " ended with status " + status);
    }
  }

  /** Not for event loops: returns when all have ended. */
  private void stop() {
    stopping = true;
    nodes.forEach(LocalNode::stop);
    Duration patience = config.connections().drain().plus(STOP_PATIENCE);
    for (LocalNode node : nodes) {
      try {
        node.awaitEnd(patience);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }
}
