package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** A hub that is told to stop lets its clients go in order, and loses nothing it accepted. */
class ShutdownTest {

  private static final String TOPIC = "https://example.com/books/1";
  private static final int STREAMS = 40;
  private static final int SLOW_PUBLISHES = 5;
  private static final Pattern ID = Pattern.compile("\nid: (.*)\n");
  private static final Pattern RETRY = Pattern.compile("\nretry: ([0-9]+)\n");

  /** A stream's end, and all that it said. */
  private record End(long nanos, String text) {

    List<String> ids() {
      return ID.matcher(text).results().map(found -> found.group(1)).toList();
    }
  }

  /** An accepted update, and whether the hub had been told to stop by then. */
  private record Accepted(String id, boolean late) {}

  private final ConcurrentLinkedQueue<Accepted> accepted = new ConcurrentLinkedQueue<>();
  private volatile boolean told;

  @Test
  void terminatedHub_endsItsStreamsSpreadOut_andLosesNothingItAccepted() {
    try (HubProcess hub =
        HubProcess.start("connections.drain=2s", "connections.retry-spread=10s")) {
      List<CompletableFuture<End>> streams = new ArrayList<>();
      for (int i = 0; i < STREAMS; i++) {
        streams.add(stream(hub));
      }
      List<CompletableFuture<Void>> publishing = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        publishing.add(inThread(() -> publishUntilRefused(hub)));
      }
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> accepted.size() > 200);
      List<RawConnection> slow = beginSlowPublishes(hub);

      told = true;
      long stopped = System.nanoTime();
      hub.stop();

      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> readiness(hub) == 503);
      assertThat(subscribe(hub)).isIn("", "HTTP/1.1 503");
      for (RawConnection publish : slow) {
        accepted.add(new Accepted(answer(publish.send("late")).orElseThrow(), true));
      }
      List<End> ends =
          streams.stream()
              .map(stream -> stream.orTimeout(20, TimeUnit.SECONDS).join())
              .sorted(Comparator.comparing(End::nanos))
              .toList();
      assertThat(hub.exitCode()).isZero();
      publishing.forEach(CompletableFuture::join);
      assertSpreadOut(ends, stopped);
      assertNothingLost(ends);
    }
  }

  private static void assertSpreadOut(List<End> ends, long stopped) {
    Set<String> retries = new HashSet<>();
    Set<Long> tenths = new HashSet<>();
    for (End end : ends) {
      assertThat(end.text()).contains(": closed, drained\n").endsWith("\n\r\n0\r\n\r\n");
      Matcher retry = RETRY.matcher(end.text());
      assertThat(retry.find()).isTrue();
      retries.add(retry.group(1));
      tenths.add(TimeUnit.NANOSECONDS.toMillis(end.nanos() - stopped) / 100);
    }
    assertThat(retries).hasSizeGreaterThan(STREAMS / 2);
    assertThat(tenths).hasSizeGreaterThan(5);
    Duration last = Duration.ofNanos(ends.get(ends.size() - 1).nanos() - stopped);
    assertThat(last).isBetween(Duration.ofSeconds(1), Duration.ofSeconds(10));
  }

  private void assertNothingLost(List<End> ends) {
    List<String> order = ends.get(ends.size() - 1).ids();
    assertThat(order).doesNotHaveDuplicates();
    assertThat(order).containsAll(accepted.stream().map(Accepted::id).toList());
    List<String> early = accepted.stream().filter(a -> !a.late()).map(Accepted::id).toList();
    for (End end : ends) {
      assertThat(end.ids()).isEqualTo(order.subList(0, end.ids().size())).containsAll(early);
    }
  }

  private static CompletableFuture<End> stream(HubProcess hub) {
    RawConnection stream = RawConnection.to(hub.url().getPort());
    stream.send(subscription(hub));
    stream.readUntil("\n\n\r\n");
    CompletableFuture<End> end = new CompletableFuture<>();
    inThread(
        () -> {
          String text = stream.readToEnd();
          end.complete(new End(System.nanoTime(), text));
        });
    return end;
  }

  private static String subscription(HubProcess hub) {
    return "GET "
        + hub.url().getRawPath()
        + "?"
        + TestHub.form("match", TOPIC)
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
  }

  /** How a new subscriber is received: the beginning of the answer, if there is one. */
  private static String subscribe(HubProcess hub) {
    try (RawConnection stream = RawConnection.to(hub.url().getPort())) {
      String text = stream.send(subscription(hub)).readToEnd();
      return text.substring(0, Math.min("HTTP/1.1 503".length(), text.length()));
    } catch (UncheckedIOException refused) {
      return "";
    }
  }

  private static RawConnection beginPublish(HubProcess hub, String beginning, int missing) {
    String body = TestHub.form("topic", TOPIC, "data", beginning);
    return RawConnection.to(hub.url().getPort())
        .send(
            "POST "
                + hub.url().getRawPath()
                + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer "
                + TestTokens.everything()
                + "\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: "
                + (body.length() + missing)
                + "\r\n\r\n"
                + body);
  }

  /** Publishes whose body is still on its way, but whose head the hub has seen. */
  private static List<RawConnection> beginSlowPublishes(HubProcess hub) {
    List<RawConnection> slow = new ArrayList<>();
    for (int i = 0; i < SLOW_PUBLISHES; i++) {
      slow.add(beginPublish(hub, "very ", "late".length()));
    }
    assertThat(readiness(hub)).isEqualTo(200);
    return slow;
  }

  /** The id, or nothing when there was no answer at all or a 503. */
  private static Optional<String> answer(RawConnection publish) {
    try (publish) {
      String text = publish.readToEnd();
      if (text.isEmpty() || text.startsWith("HTTP/1.1 503")) {
        return Optional.empty();
      }
      assertThat(text).startsWith("HTTP/1.1 200").contains("\r\n\r\n");
      return Optional.of(text.substring(text.indexOf("\r\n\r\n") + 4));
    }
  }

  private void publishUntilRefused(HubProcess hub) {
    while (true) {
      Optional<String> id;
      try {
        id = answer(beginPublish(hub, "update", 0));
      } catch (UncheckedIOException refused) {
        return;
      }
      boolean late = told;
      if (id.isEmpty()) {
        return;
      }
      accepted.add(new Accepted(id.get(), late));
    }
  }

  private static int readiness(HubProcess hub) {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(hub.ready())
              .header("Authorization", "Bearer " + HubProcess.TOKEN.token())
              .build();
      return HttpClient.newHttpClient().send(request, BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static CompletableFuture<Void> inThread(Runnable task) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                task.run();
                done.complete(null);
              } catch (RuntimeException | AssertionError e) {
                done.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return done;
  }

  @Test
  void whoWaitsForAPlace_isSentAway_whenTheHubStops() {
    TestHub hub = TestHub.start("connections.max=1", "connections.max-wait=1h");
    try (RawConnection first = RawConnection.to(hub).subscribe(hub, "match", TOPIC);
        RawConnection second = RawConnection.to(hub)) {
      first.readUntil("\n\n\r\n");
      second.subscribe(hub, "match", TOPIC);
      Awaitility.await()
          .atMost(TestHub.PATIENCE)
          .until(() -> hub.node().view().admission().waiting() == 1);
      hub.close();
      assertThat(second.readToEnd()).startsWith("HTTP/1.1 503").contains("\r\nRetry-After: ");
    }
  }

  @Test
  void readerThatReadsNoMore_doesNotHoldTheShutdownUp() {
    TestHub hub = TestHub.start("http.write-buffer=64KiB");
    try (SlowReader reader = SlowReader.subscribe(hub, null, "match", TOPIC)) {
      Awaitility.await().atMost(TestHub.PATIENCE).until(() -> hub.connections() == 1);
      StalledReaderTest.publishUntilStalled(hub, 1);
      long before = System.nanoTime();
      hub.close();
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(8));
      assertThat(reader.readToEnd().ids()).isNotEmpty();
    }
  }
}
