package org.realtimehub.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.realtimehub.config.FreshToken;
import org.realtimehub.process.JavaCommand;

/**
 * A server under test in a process of its own: the same Java, class path and flags as this one. It
 * ends with this one in any case: closed, killed by a shutdown hook, or at the end of its input.
 */
final class ServerProcess implements AutoCloseable {

  /** Separated by blanks. */
  private static final String SERVER_FLAGS = "hub.bench.server-flags";

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String ENDED = "";

  private final Process process;
  private final PrintWriter input;
  private final BlockingQueue<String> output = new LinkedBlockingQueue<>();
  private final Thread hook;
  private URI url = URI.create("http://127.0.0.1/");
  private final FreshToken token;
  private @Nullable URI metrics;

  /**
   * @param token that the hub believes
   */
  private ServerProcess(Process process, FreshToken token) {
    this.process = process;
    this.token = token;
    input = new PrintWriter(process.getOutputStream(), true, StandardCharsets.UTF_8);
    hook = new Thread(process::destroyForcibly, "bench-kill");
    Runtime.getRuntime().addShutdownHook(hook);
    Thread reader = new Thread(this::readOutput, "bench-server-output");
    reader.setDaemon(true);
    reader.start();
  }

  static ServerProcess start(ServerKind kind, int eventLoops, Map<String, String> settings)
      throws BenchException, InterruptedException {
    ServerProcess server = launch(kind, eventLoops, settings);
    try {
      server.awaitReady();
      return server;
    } catch (BenchException | InterruptedException e) {
      server.close();
      throw e;
    }
  }

  /** Does not wait: call {@link #awaitReady} before anything else. */
  static ServerProcess launch(ServerKind kind, int eventLoops, Map<String, String> settings)
      throws BenchException {
    FreshToken token = FreshToken.random();
    ProcessBuilder builder =
        new ProcessBuilder(command(kind, eventLoops, settings))
            .redirectError(ProcessBuilder.Redirect.INHERIT);
    builder.environment().putAll(token.environment("bench", "health,metrics"));
    try {
      return new ServerProcess(builder.start(), token);
    } catch (IOException e) {
      throw new BenchException("cannot start a process for the server: " + e.getMessage(), e);
    }
  }

  private static List<String> command(
      ServerKind kind, int eventLoops, Map<String, String> settings) {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("bench-server", "--event-loops", Integer.toString(eventLoops)));
    if (kind == ServerKind.BARE) {
      arguments.add("--bare");
    } else {
      settings.forEach((key, value) -> arguments.addAll(List.of("--set", key + "=" + value)));
    }
    return JavaCommand.hub(flags(), arguments);
  }

  /** Those the start script has for a server, or this process's own. */
  private static List<String> flags() {
    String given = System.getProperty(SERVER_FLAGS);
    return given == null
        ? JavaCommand.ownFlags()
        : Arrays.stream(given.split(" ", -1)).filter(flag -> !flag.isEmpty()).toList();
  }

  /** Blocks until it listens. */
  void awaitReady() throws BenchException, InterruptedException {
    String[] words = answer().split(" ", -1);
    if (words.length < 2 || !words[0].equals(BenchServer.READY)) {
      throw new BenchException("the server said \"" + String.join(" ", words) + '"');
    }
    url = URI.create(words[1]);
    metrics = words.length > 2 ? URI.create(words[2]) : null;
  }

  private String answer() throws BenchException, InterruptedException {
    String line = output.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (line == null) {
      throw new BenchException(
          "the server under test did not answer within " + PATIENCE.toSeconds() + " s");
    }
    if (line.equals(ENDED)) {
      throw new BenchException(
          "the server under test ended with status " + process.onExit().join().exitValue());
    }
    return line;
  }

  private void readOutput() {
    try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        output.add(line);
      }
    } catch (IOException e) {
      output.add("its output cannot be read: " + e);
    }
    output.add(ENDED);
  }

  /** Where its clients go. */
  URI url() {
    return url;
  }

  /** What it says about itself, if it is a hub. */
  Optional<HubAdmin> admin() {
    return Optional.ofNullable(metrics).map(page -> new HubAdmin(page, token.token()));
  }

  long pid() {
    return process.pid();
  }

  /** Makes it use its {@link YoungGeneration} up. Blocks until it has. */
  void useUpYoungGeneration() throws BenchException, InterruptedException {
    input.println(BenchServer.USE_UP);
    answer();
  }

  /** What it sees when this process dies. */
  void endInput() {
    input.close();
  }

  /** Does not wait until it has ended. */
  void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    kill();
    process.onExit().join();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The driver is on its way out: the hook has run or will, to no harm.
      return;
    }
  }
}
