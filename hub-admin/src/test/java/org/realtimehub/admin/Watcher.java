package org.realtimehub.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Somebody who reads one of the admin side's streams, and keeps the connection. */
final class Watcher implements AutoCloseable {

  record Event(String name, JsonObject data) {}

  private final InputStream body;
  private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();

  final AtomicInteger signsOfLife = new AtomicInteger();
  final AtomicBoolean ended = new AtomicBoolean();

  private Watcher(InputStream body) {
    this.body = body;
    Thread reader = new Thread(this::read, "watcher");
    reader.setDaemon(true);
    reader.start();
  }

  static Watcher open(TestNode node, HttpRequest.Builder request) throws Exception {
    HttpResponse<InputStream> answer =
        node.open(request.version(HttpClient.Version.HTTP_1_1).GET());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/event-stream");
    return new Watcher(answer.body());
  }

  static Watcher open(TestNode node, String token, String path) throws Exception {
    return open(node, node.to(path).header("Authorization", "Bearer " + token));
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      String name = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.equals(":")) {
          signsOfLife.incrementAndGet();
        } else if (line.startsWith("event: ")) {
          name = line.substring("event: ".length());
        } else if (line.startsWith("data: ")) {
          events.add(new Event(name, new JsonObject(line.substring("data: ".length()))));
        }
      }
    } catch (IOException e) {
      // It ended, in whatever way.
    }
    ended.set(true);
  }

  Event next() throws InterruptedException {
    Event event = events.poll(20, TimeUnit.SECONDS);
    assertThat(event).as("no event came").isNotNull();
    return Objects.requireNonNull(event);
  }

  /** The next one of that name. */
  JsonObject next(String name) throws InterruptedException {
    Event event = next();
    while (!event.name.equals(name)) {
      event = next();
    }
    return event.data;
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
