package org.realtimehub.log.redis;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.realtimehub.cluster.FreePorts;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisException;
import redis.embedded.core.ExecutableProvider;

/** A real Redis on a free port of this machine, which a test may freeze, kill and start again. */
public final class RedisProcess implements BeforeAllCallback, AfterAllCallback {

  private static final File EXECUTABLE = executable();

  private final Path directory;
  private final int port;
  private final List<String> command;
  private @Nullable Process process;

  /** The options of its command line, as in {@code --requirepass secret}. */
  public RedisProcess(String... options) {
    try {
      directory = Files.createTempDirectory("redis");
      port = FreePorts.next("127.0.0.1", 0, 1).get(0);
      command = new ArrayList<>(List.of(EXECUTABLE.getPath()));
      if (List.of(options).contains("--sentinel")) {
        command.add(Files.createFile(directory.resolve("sentinel.conf")).toString());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    command.addAll(List.of("--bind", "127.0.0.1", "--port", "" + port));
    command.addAll(List.of(options));
  }

  @Override
  public void beforeAll(ExtensionContext test) throws Exception {
    start();
  }

  @Override
  public void afterAll(ExtensionContext test) throws Exception {
    kill();
    try (Stream<Path> files = Files.walk(directory)) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    }
  }

  /** Again on the same port and in the same directory when it was killed. */
  public void start() throws IOException {
    process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("log").toFile())
            .start();
    await().atMost(20, SECONDS).until(this::isReady);
  }

  int port() {
    return port;
  }

  public URI address() {
    return URI.create("redis://127.0.0.1:" + port);
  }

  /** Asks it something past the hub. */
  public <T> T ask(Function<Jedis, T> question) {
    try (Jedis jedis = new Jedis("127.0.0.1", port)) {
      return question.apply(jedis);
    }
  }

  /** Stops it between two instructions; its sockets stay open. */
  public void freeze() throws Exception {
    signal("-STOP");
  }

  public void thaw() throws Exception {
    signal("-CONT");
  }

  public void kill() throws InterruptedException {
    running().destroyForcibly().waitFor();
  }

  private void signal(String signal) throws Exception {
    new ProcessBuilder("kill", signal, "" + running().pid()).start().waitFor();
  }

  private Process running() {
    return Objects.requireNonNull(process, "not started");
  }

  /** One that wants a password is ready to be asked for it. */
  private boolean isReady() {
    if (!running().isAlive()) {
      throw new IllegalStateException("redis-server ended: " + log());
    }
    try {
      return ask(Jedis::ping).equals("PONG");
    } catch (JedisException e) {
      return String.valueOf(e.getMessage()).startsWith("NOAUTH");
    }
  }

  private String log() {
    try {
      return Files.readString(directory.resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** That of the library, or another version whose path {@code REDIS_SERVER} names. */
  private static File executable() {
    String other = System.getenv("REDIS_SERVER");
    try {
      if (other != null) {
        return new File(other);
      }
      return ExecutableProvider.newJarResourceProvider().get();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
