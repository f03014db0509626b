package org.realtimehub.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.realtimehub.blackbox.TestTokens;

/**
 * Reads a stream of some node; when it breaks, or is silent for longer than its heartbeat allows,
 * goes on at some node after the last event it got.
 */
final class ResilientSubscriber implements Runnable {

  private static final int SILENCE_MILLIS = 4_000;
  private static final int CONNECT_MILLIS = 2_000;
  private static final int RETRY_MILLIS = 100;

  private final Supplier<URI> hub;
  private final String pattern;
  private final String token = TestTokens.everything();
  private final List<String> received = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch connected = new CountDownLatch(1);
  private final AtomicInteger reconnects = new AtomicInteger();
  private volatile @Nullable String lastId;
  private volatile boolean done;
  private volatile int gapAt = -1;

  /**
   * @param hub where it goes, each time it comes back
   * @param pattern a URL pattern
   * @param lastId to begin after, null for what comes
   */
  ResilientSubscriber(Supplier<URI> hub, String pattern, @Nullable String lastId) {
    this.hub = hub;
    this.pattern = pattern;
    this.lastId = lastId;
  }

  /** Reads until the update with this id has come. */
  @Override
  public void run() {
    try {
      while (!done) {
        read();
        if (!done) {
          reconnects.incrementAndGet();
        }
        // Never counted down: a pause that can be interrupted.
        new CountDownLatch(1).await(RETRY_MILLIS, TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void read() {
    HttpURLConnection connection = null;
    try {
      String query =
          "?hello=1&match_urlpattern=" + URLEncoder.encode(pattern, StandardCharsets.UTF_8);
      URI url = URI.create(hub.get() + query);
      connection = (HttpURLConnection) url.toURL().openConnection();
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(SILENCE_MILLIS);
      connection.setRequestProperty("Accept", "text/event-stream");
      connection.setRequestProperty("Authorization", "Bearer " + token);
      String last = lastId;
      if (last != null) {
        connection.setRequestProperty("Last-Event-ID", last);
      }
      if (connection.getResponseCode() == 200) {
        readEvents(
            new BufferedReader(
                new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8)));
      }
    } catch (IOException e) {
      // The node died, stalls, or is away: that is what this is about.
      return;
    } finally {
      if (connection != null) {
        connection.disconnect();
      }
    }
  }

  private void readEvents(BufferedReader lines) throws IOException {
    String id = null;
    boolean data = false;
    String type = "";
    String line;
    while (!done && (line = lines.readLine()) != null) {
      if (line.startsWith("id: ")) {
        id = line.substring(4);
      } else if (line.startsWith("data: ")) {
        data = true;
      } else if (line.startsWith("event: ")) {
        type = line.substring(7);
      } else if (line.isEmpty()) {
        event(id, type, data);
        id = null;
        type = "";
        data = false;
      }
    }
  }

  /** An id without data only moves the place to go on from. */
  private void event(@Nullable String id, String type, boolean data) {
    if (type.equals("hub-gap")) {
      gapAt = received.size();
    }
    if (id != null) {
      lastId = id;
      if (data && type.isEmpty()) {
        received.add(id);
      }
    }
    connected.countDown();
  }

  /** Waits until its stream has begun. */
  void awaitConnected() throws InterruptedException {
    if (!connected.await(NodeProcess.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("a subscriber does not get a stream");
    }
  }

  void finish() {
    done = true;
  }

  /** Ids of the updates in the order in which they came. */
  List<String> received() {
    synchronized (received) {
      return List.copyOf(received);
    }
  }

  /** Whether it was told that updates are lost. */
  boolean toldOfAGap() {
    return gapAt >= 0;
  }

  /** What came after it was told. */
  List<String> receivedSinceTheGap() {
    List<String> all = received();
    return all.subList(gapAt, all.size());
  }

  boolean has(String id) {
    return received.contains(id);
  }

  int reconnects() {
    return reconnects.get();
  }
}
