package org.realtimehub.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A node of the hub in a process of its own, which ends with this one however this one ends: its
 * input is ours.
 */
public final class LocalNode {

  private final Process process;
  private final CompletableFuture<Void> running = new CompletableFuture<>();

  private LocalNode(Process process) {
    this.process = process;
  }

  /**
   * Starts it.
   *
   * @param arguments of the hub's command line, that of a node that ends with its input
   * @param environment variables that it has besides those of this process
   * @param messages is given each line that it prints for people; on a thread of its own
   */
  public static LocalNode start(
      List<String> arguments, Map<String, String> environment, Consumer<String> messages)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(JavaCommand.hub(JavaCommand.ownFlags(), arguments));
    builder.environment().putAll(environment);
    Process process = builder.start();
    LocalNode node = new LocalNode(process);
    node.forEachLine(process.inputReader(StandardCharsets.UTF_8), node::printed, node::ended);
    node.forEachLine(process.errorReader(StandardCharsets.UTF_8), messages, () -> {});
    return node;
  }

  private void forEachLine(BufferedReader lines, Consumer<String> each, Runnable atEnd) {
    Thread reader =
        new Thread(
            () -> {
              try (lines) {
                lines.lines().forEach(each);
              } catch (IOException | UncheckedIOException e) {
                // So it is, too, when the process has ended.
                if (process.isAlive()) {
                  each.accept("its output cannot be read: " + e.getMessage());
                }
              }
              atEnd.run();
            },
            "node-output");
    reader.setDaemon(true);
    reader.start();
  }

  private void printed(String line) {
    running.complete(null);
  }

  private void ended() {
    running.completeExceptionally(new IOException("it ended with status " + status()));
  }

  private int status() {
    return process.onExit().join().exitValue();
  }

  /** Completes when the node runs, fails with {@link IOException} when it ended before. */
  public CompletableFuture<Void> running() {
    return running;
  }

  /** Completes with the exit status. */
  public CompletableFuture<Integer> ended(Consumer<Integer> told) {
    return process.onExit().thenApply(Process::exitValue).whenComplete((s, e) -> told.accept(s));
  }

  public long pid() {
    return process.pid();
  }

  /** Tells it to stop; it lets its connections go first. */
  public void stop() {
    process.destroy();
  }

  /** Blocks until it has ended; one that takes longer is killed. */
  public void awaitEnd(Duration patience) throws InterruptedException {
    if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
      process.destroyForcibly().waitFor();
    }
  }
}
