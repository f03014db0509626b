package org.realtimehub.chaos;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.realtimehub.blackbox.TestTokens;

/**
 * Publishes one update after the other, each to some node, and the same one again until a node has
 * accepted it, as a careful application does.
 */
final class ResilientPublisher implements Runnable {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int RETRY_MILLIS = 50;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final Nodes nodes;
  private final String topic;
  private final Random random;
  private final CountDownLatch stop;
  private final int pauseMillis;
  private final String token = TestTokens.everything();
  private final List<String> accepted = Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger refusals = new AtomicInteger();

  /**
   * @param stop counted down when it shall end
   * @param pauseMillis between two updates
   */
  ResilientPublisher(Nodes nodes, String topic, long seed, CountDownLatch stop, int pauseMillis) {
    this.nodes = nodes;
    this.topic = topic;
    this.random = new Random(seed);
    this.stop = stop;
    this.pauseMillis = pauseMillis;
  }

  @Override
  public void run() {
    try {
      for (int number = 1; !stop.await(pauseMillis, TimeUnit.MILLISECONDS); number++) {
        String id = topic + "#" + number;
        publishUntilAccepted(id, Integer.toString(number));
        accepted.add(id);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Goes on after it was told to stop: what it began may have been accepted already. */
  void publishUntilAccepted(String id, String data) throws InterruptedException {
    while (!published(id, data)) {
      refusals.incrementAndGet();
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      // Never counted down: a pause that can be interrupted.
      new CountDownLatch(1).await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private boolean published(String id, String data) throws InterruptedException {
    try {
      HttpResponse<String> answer = ask(nodes.any(random), id, data, TIMEOUT);
      if (answer.statusCode() == 200) {
        return true;
      }
      if (answer.statusCode() != 503) {
        throw new AssertionError(answer.statusCode() + " " + answer.body());
      }
      return false;
    } catch (IOException e) {
      return false;
    }
  }

  /** Publishes once. */
  HttpResponse<String> ask(URI hub, String id, String data, Duration patience)
      throws IOException, InterruptedException {
    String form =
        "topic="
            + encode(topic)
            + "&id="
            + encode(id)
            + "&data="
            + encode(data)
            + "&idempotency_key="
            + encode(id);
    HttpRequest request =
        HttpRequest.newBuilder(hub)
            .timeout(patience)
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form))
            .build();
    return client.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** Ids in the order in which they were accepted. */
  List<String> accepted() {
    synchronized (accepted) {
      return List.copyOf(accepted);
    }
  }

  /** How often a node refused, or could not be reached. */
  int refusals() {
    return refusals.get();
  }
}
