package org.realtimehub.blackbox;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.realtimehub.config.FreshToken;

/** A development hub in a process of its own, which can be told to stop as an operator does. */
final class HubProcess implements AutoCloseable {

  /** That it believes, for its health. */
  static final FreshToken TOKEN = FreshToken.random();

  private final Process process;
  private final URI url;
  private final URI ready;

  private HubProcess(Process process, URI url, URI ready) {
    this.process = process;
    this.url = url;
    this.ready = ready;
  }

  /** Starts it, with the classes under test, and waits for the addresses it prints. */
  static HubProcess start(String... settings) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path", ""),
                "org.realtimehub.cli.Hub",
                "serve",
                "--dev",
                "--port",
                "0",
                "--admin-port",
                "0"));
    for (String setting : settings) {
      command.addAll(List.of("--set", setting));
    }
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
      builder.environment().putAll(TOKEN.environment("test", "health"));
      Process process = builder.start();
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      return new HubProcess(
          process, address(out, "hub "), address(out, "console ").resolve("/health/ready"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI address(BufferedReader out, String name) throws IOException {
    String line;
    while ((line = out.readLine()) != null) {
      if (line.strip().startsWith(name)) {
        return URI.create(line.strip().substring(name.length()).strip());
      }
    }
    throw new AssertionError("the process ended");
  }

  URI url() {
    return url;
  }

  URI ready() {
    return ready;
  }

  /** SIGTERM. */
  void stop() {
    process.destroy();
  }

  int exitCode() {
    try {
      if (!process.waitFor(TestHub.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("the process does not end");
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
