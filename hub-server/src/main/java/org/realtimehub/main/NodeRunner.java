package org.realtimehub.main;

import java.io.PrintWriter;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.realtimehub.cli.NodeStarter;
import org.realtimehub.config.HubConfig;
import org.realtimehub.config.OneTimePassword;
import org.realtimehub.config.Origins;

/** Runs a node as the process's purpose: until the process is told to stop. */
public final class NodeRunner implements NodeStarter {

  private final PrintWriter out;
  private final PrintWriter err;

  public NodeRunner(PrintWriter out, PrintWriter err) {
    this.out = out;
    this.err = err;
  }

  @Override
  public int run(HubConfig config, Origins origins, boolean development) {
    Optional<OneTimePassword> password =
        config.admin().isUsable() ? Optional.empty() : Optional.of(OneTimePassword.random());
    HubConfig usable =
        password
            .map(made -> config.withAdmin(config.admin().withOneTimePassword(made.hash())))
            .orElse(config);
    Node node;
    try {
      node = Node.start(usable, origins);
    } catch (StartException e) {
      err.println("hub: " + e.getMessage());
      return 1;
    }
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(node), "hub-shutdown"));
    // Whoever watches processes starts it again; halting, because there is nothing to hand over.
    node.whenLost(() -> Runtime.getRuntime().halt(1));
    new Banner(node, password, development).print(out);
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  /** Ends the process with 0: having been asked to stop, and stopped, is no failure. */
  private static void stop(Node node) {
    node.stop();
    Runtime.getRuntime().halt(0);
  }
}
