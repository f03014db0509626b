package org.realtimehub.chaos;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.realtimehub.config.FreshToken;

/** One node of the hub, as an operator has it: the built program, a process, signals. */
final class NodeProcess implements AutoCloseable {

  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final HttpClient CLIENT =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();

  private static final FreshToken TOKEN = FreshToken.random();

  private final Process process;
  private final URI url;
  private final URI admin;
  private boolean paused;

  private NodeProcess(Process process, URI url, URI admin) {
    this.process = process;
    this.url = url;
    this.admin = admin;
  }

  /**
   * Starts a node; {@link #awaitReady()} tells when it takes work.
   *
   * @param where its processes run and where it is reached
   * @param output is appended with what it prints
   */
  static NodeProcess start(Site where, Path output, List<String> settings) {
    List<String> command = new ArrayList<>(where.prefix());
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(program());
    command.addAll(List.of("serve", "--dev"));
    where.settings().forEach(setting -> command.addAll(List.of("--set", setting)));
    settings.forEach(setting -> command.addAll(List.of("--set", setting)));
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
              .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
      builder.environment().putAll(TOKEN.environment("chaos", "health,metrics,read"));
      return new NodeProcess(builder.start(), where.url(), where.admin());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The built jar where the build tells which, else the classes under test. */
  private static List<String> program() {
    String jar = System.getProperty("hub.test.jar", "");
    return jar.isEmpty()
        ? List.of("-cp", System.getProperty("java.class.path", ""), "org.realtimehub.cli.Hub")
        : List.of("-jar", jar);
  }

  URI url() {
    return url;
  }

  boolean alive() {
    return process.isAlive();
  }

  /** What readiness says, or why it says nothing. */
  String readiness() {
    return get("/health/ready");
  }

  String get(String path) {
    HttpRequest request =
        HttpRequest.newBuilder(admin.resolve(path))
            .header("Authorization", "Bearer " + TOKEN.token())
            .timeout(Duration.ofSeconds(5))
            .build();
    try {
      HttpResponse<String> answer = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() + " " + answer.body();
    } catch (IOException e) {
      return "no answer: " + e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }

  void awaitReady() {
    Awaitility.await("readiness of " + url)
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .until(this::readiness, answer -> answer.startsWith("200") || !alive());
    if (!alive()) {
      throw new AssertionError("the node ended with status " + process.exitValue());
    }
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** SIGTERM, and waits for the end. */
  void stop() {
    process.destroy();
    awaitEnd();
  }

  /** SIGSTOP: it is there, and does nothing. */
  void pause() {
    signal("-STOP");
    paused = true;
  }

  /** SIGCONT. */
  void resume() {
    signal("-CONT");
    paused = false;
  }

  private void signal(String signal) {
    try {
      new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("the node does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    if (paused) {
      resume();
    }
    process.destroyForcibly();
    awaitEnd();
  }
}
