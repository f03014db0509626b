package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * An answer that does not end, with its head and its bare lines: what {@link EventStream} does not
 * show, and what it cannot ask for.
 */
final class LineStream implements AutoCloseable {

  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** Cannot come in a line. */
  private static final String END = "\n";

  private final HttpResponse<InputStream> response;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

  private LineStream(HttpResponse<InputStream> response) {
    this.response = response;
    Thread reader = new Thread(this::read, "line-stream");
    reader.setDaemon(true);
    reader.start();
  }

  static LineStream get(URI url, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(url);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return open(request.build());
  }

  static LineStream open(HttpRequest request) {
    try {
      LineStream stream = new LineStream(CLIENT.send(request, BodyHandlers.ofInputStream()));
      assertThat(stream.response.statusCode()).isEqualTo(200);
      return stream;
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private void read() {
    try (BufferedReader in =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      String line;
      while ((line = in.readLine()) != null) {
        lines.add(line);
      }
    } catch (IOException closed) {
      // by the test, or by the hub: both are an end
    }
    lines.add(END);
  }

  /** A header of the answer, empty when there is none. */
  String header(String name) {
    return String.join(", ", response.headers().allValues(name));
  }

  /** The version of HTTP that both sides speak. */
  HttpClient.Version version() {
    return response.version();
  }

  /** The next line; fails the test when none comes. */
  String nextLine() {
    try {
      String line = lines.poll(TestHub.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      assertThat(line).as("a line within " + TestHub.PATIENCE).isNotNull();
      assertThat(line).as("a line, not the end").isNotEqualTo(END);
      return Objects.requireNonNull(line);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** The lines up to the next empty one. */
  List<String> nextBlock() {
    List<String> block = new ArrayList<>();
    String line = nextLine();
    while (!line.isEmpty()) {
      block.add(line);
      line = nextLine();
    }
    return block;
  }

  /** Every line up to the end of the answer. */
  List<String> remainingLines() {
    List<String> remaining = new ArrayList<>();
    try {
      String line = lines.poll(TestHub.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      while (line != null && !line.equals(END)) {
        remaining.add(line);
        line = lines.poll(TestHub.PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      }
      assertThat(line).as("the end within " + TestHub.PATIENCE).isEqualTo(END);
      return remaining;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    try {
      response.body().close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
