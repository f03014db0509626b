package org.realtimehub.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What a hub says about itself, on its admin port. Everything blocks. */
final class HubAdmin {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final String READY = "/health/ready";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI metrics;
  private final String token;

  /**
   * @param metrics its metrics page
   * @param token that it believes
   */
  HubAdmin(URI metrics, String token) {
    this.metrics = metrics;
    this.token = token;
  }

  /** A metrics page as it was at one moment. */
  record Page(URI address, String text) {

    /** One value without labels. */
    long value(String name) throws BenchException {
      return text.lines()
          .filter(line -> line.startsWith(name + " "))
          .map(line -> (long) Double.parseDouble(line.substring(name.length() + 1)))
          .findFirst()
          .orElseThrow(() -> new BenchException("no " + name + " at " + address));
    }
  }

  Page page() throws BenchException, InterruptedException {
    return new Page(metrics, get(metrics).body());
  }

  /** One value without labels, as it is now. */
  long value(String name) throws BenchException, InterruptedException {
    return page().value(name);
  }

  /** Whether the hub can take work. */
  boolean isReady() throws BenchException, InterruptedException {
    return get(metrics.resolve(READY)).statusCode() == 200;
  }

  private HttpResponse<String> get(URI page) throws BenchException, InterruptedException {
    try {
      return client.send(
          HttpRequest.newBuilder(page)
              .header("Authorization", "Bearer " + token)
              .timeout(TIMEOUT)
              .build(),
          BodyHandlers.ofString());
    } catch (IOException e) {
      throw new BenchException("cannot read " + page + ": " + e.getMessage(), e);
    }
  }
}
