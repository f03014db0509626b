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
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.realtimehub.config.FreshToken;

/** A development hub in a process of its own, which can be told to stop as an operator does. */
final class HubProcess implements AutoCloseable {

  /** That it believes, for its health. */
  static final FreshToken TOKEN = FreshToken.random();

  private final Process process;
  private final URI url;
  private final String console;

  private HubProcess(Process process, URI url, String console) {
    this.process = process;
    this.url = url;
    this.console = console;
  }

  /** Starts it, with the classes under test, and waits for the addresses it prints. */
  static HubProcess start(String... settings) {
    return start(TOKEN.environment("test", "health"), settings);
  }

  static HubProcess start(Map<String, String> environment, String... settings) {
    return start(environment, 0, settings);
  }

  static HubProcess start(Map<String, String> environment, int adminPort, String... settings) {
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
                String.valueOf(adminPort)));
    for (String setting : settings) {
      command.addAll(List.of("--set", setting));
    }
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
      builder.environment().putAll(environment);
      Process process = builder.start();
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      return new HubProcess(process, URI.create(line(out, "hub ")), line(out, "console "));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String line(BufferedReader out, String name) throws IOException {
    String line;
    while ((line = out.readLine()) != null) {
      if (line.strip().startsWith(name)) {
        return line.strip().substring(name.length()).strip();
      }
    }
    throw new AssertionError("the process ended");
  }

  URI url() {
    return url;
  }

  URI admin() {
    return URI.create(console.split(" ", 2)[0]);
  }

  URI ready() {
    return admin().resolve("/health/ready");
  }

  /** What it printed of its console: the address, and how to sign in where it made that up. */
  String console() {
    return console;
  }

  /** SIGTERM. */
  void stop() {
    process.destroy();
  }

  /** SIGKILL; returns when the process is gone. */
  void kill() {
    process.destroyForcibly();
    exitCode();
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
