package org.realtimehub.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What a hub counts itself, on its metrics page. */
final class HubMetrics {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI page;

  HubMetrics(URI page) {
    this.page = page;
  }

  /** One value without labels. Blocks. */
  long value(String name) throws BenchException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(page).timeout(TIMEOUT).build();
    try {
      return client
          .send(request, BodyHandlers.ofString())
          .body()
          .lines()
          .filter(line -> line.startsWith(name + " "))
          .map(line -> (long) Double.parseDouble(line.substring(name.length() + 1)))
          .findFirst()
          .orElseThrow(() -> new BenchException("no " + name + " at " + page));
    } catch (IOException e) {
      throw new BenchException("cannot read " + page + ": " + e.getMessage(), e);
    }
  }
}
