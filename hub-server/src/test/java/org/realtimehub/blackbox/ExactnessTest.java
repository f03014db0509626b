package org.realtimehub.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.launchdarkly.eventsource.MessageEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.realtimehub.blackbox.ResumingSubscriber.Event;

/**
 * Whatever happens to its connections, a subscriber ends with exactly the updates that match and
 * that it may see, in the order of the log, each once (invariant 1).
 */
@Tag("streams")
class ExactnessTest {

  private static final String BASE = "https://example.com/";
  private static final String END = BASE + "end";
  private static final String[] SHELVES = {"a/", "b/", "c/"};
  private static final int TITLES = 4;

  private final Random random = Seed.random("ExactnessTest");
  private final AtomicInteger behind = new AtomicInteger();

  /** An update as it was published. */
  private record Sent(List<String> topics, boolean isPrivate) {}

  /** What a subscriber asked for and may see, decided here and not by the hub. */
  private record Reader(List<String> prefixes, List<String> granted, ResumingSubscriber stream) {

    boolean gets(Sent sent) {
      return sent.topics().stream().anyMatch(this::wants)
          && (!sent.isPrivate() || sent.topics().stream().anyMatch(granted::contains));
    }

    private boolean wants(String topic) {
      return prefixes.stream()
          .anyMatch(p -> p.endsWith("/") ? topic.startsWith(p) : p.equals("*") || p.equals(topic));
    }
  }

  @Test
  void subscribersThatComeAndGo_getExactlyTheirUpdates() {
    exactness(3, 1_000, 12, 20, 100, "http.write-buffer=64KiB");
  }

  @Test
  void subscribersThatCatchUpAllTheTime_getExactlyTheirUpdates() {
    exactness(4, 1_000, 12, 60, 3_000, "http.write-buffer=2KiB");
    assertThat(behind).as("times a cursor was behind").hasValueGreaterThan(20);
  }

  @Test
  void updatesOfManyPublishersAtOnce_haveOneOrder() {
    exactness(8, 500, 12, 40, 500, "http.write-buffer=8KiB");
  }

  private void exactness(
      int publishers, int updates, int subscribers, int breaksOneIn, int size, String setting) {
    ExecutorService threads = Executors.newFixedThreadPool(publishers + subscribers);
    try (TestHub hub = TestHub.start("http.event-loops=2", "subscriptions.enabled=false", setting);
        EventStream control =
            hub.subscribeAs(TestTokens.draft07(List.of(), List.of("*")), "match", "*")) {
      List<Reader> readers = new ArrayList<>();
      List<CompletableFuture<List<Event>>> reading = new ArrayList<>();
      for (int i = 0; i < subscribers; i++) {
        Reader reader = reader(hub, breaksOneIn);
        readers.add(reader);
        reading.add(CompletableFuture.supplyAsync(() -> reader.stream().readUntil("end"), threads));
      }
      Map<String, Sent> sent = publishAll(hub, threads, publishers, updates, size);
      List<String> order = order(control);
      assertThat(order).hasSize(publishers * updates);
      int breaks = 0;
      for (int i = 0; i < subscribers; i++) {
        Reader reader = readers.get(i);
        List<String> got =
            reading.get(i).orTimeout(60, TimeUnit.SECONDS).join().stream()
                .map(Event::id)
                .filter(sent::containsKey)
                .toList();
        List<String> expected =
            order.stream().filter(id -> reader.gets(Objects.requireNonNull(sent.get(id)))).toList();
        assertThat(got).as("subscriber %s of %s", i, reader).isEqualTo(expected);
        breaks += reader.stream().breaks();
      }
      assertThat(breaks).as("connections that broke").isGreaterThan(subscribers);
    } finally {
      threads.shutdownNow();
    }
  }

  private Reader reader(TestHub hub, int breaksOneIn) {
    List<String> prefixes = new ArrayList<>();
    List<String> parameters = new ArrayList<>(List.of("match", END));
    for (int i = random.nextInt(3); i >= 0; i--) {
      String shelf = BASE + SHELVES[random.nextInt(SHELVES.length)];
      switch (random.nextInt(5)) {
        case 0 -> {
          prefixes.add(shelf);
          parameters.addAll(List.of("match_urlpattern", shelf + "*"));
        }
        case 1 -> {
          prefixes.add(shelf);
          parameters.addAll(List.of("topic", shelf + "{title}"));
        }
        case 2 -> {
          prefixes.add("*");
          parameters.addAll(List.of("match", "*"));
        }
        default -> {
          String topic = shelf + random.nextInt(TITLES);
          prefixes.add(topic);
          parameters.addAll(List.of("match", topic));
        }
      }
    }
    List<String> granted = new ArrayList<>();
    for (int i = random.nextInt(8); i > 0; i--) {
      granted.add(topic(random));
    }
    ResumingSubscriber stream =
        new ResumingSubscriber(
            hub,
            TestTokens.draft07(List.of(), granted),
            random.nextLong(),
            breaksOneIn,
            parameters.toArray(String[]::new));
    return new Reader(prefixes, granted, stream);
  }

  private static String topic(Random random) {
    return BASE + SHELVES[random.nextInt(SHELVES.length)] + random.nextInt(TITLES);
  }

  private Map<String, Sent> publishAll(
      TestHub hub, ExecutorService threads, int publishers, int updates, int size) {
    List<CompletableFuture<Map<String, Sent>>> publishing = new ArrayList<>();
    for (int i = 0; i < publishers; i++) {
      Random own = new Random(random.nextLong());
      publishing.add(
          CompletableFuture.supplyAsync(() -> publish(hub, own, updates, size), threads));
    }
    Map<String, Sent> sent = new HashMap<>();
    publishing.forEach(one -> sent.putAll(one.orTimeout(60, TimeUnit.SECONDS).join()));
    hub.publish("topic", END, "data", "end");
    return sent;
  }

  private Map<String, Sent> publish(TestHub hub, Random random, int updates, int size) {
    Map<String, Sent> sent = new HashMap<>();
    for (int i = 0; i < updates; i++) {
      List<String> fields = new ArrayList<>(List.of("data", "x".repeat(random.nextInt(size))));
      List<String> topics = new ArrayList<>();
      for (int t = random.nextInt(2); t >= 0; t--) {
        topics.add(topic(random));
        fields.addAll(List.of("topic", topics.get(topics.size() - 1)));
      }
      boolean isPrivate = random.nextInt(3) == 0;
      if (isPrivate) {
        fields.addAll(List.of("private", "on"));
      }
      sent.put(hub.publish(fields.toArray(String[]::new)), new Sent(topics, isPrivate));
      behind.addAndGet(hub.state().cursorsBehind());
    }
    return sent;
  }

  /** The order of the log, as one saw it who may see everything and never left. */
  private static List<String> order(EventStream control) {
    List<String> order = new ArrayList<>();
    while (true) {
      MessageEvent event = control.next();
      if (event.getData().equals("end")) {
        return order;
      }
      order.add(event.getLastEventId());
    }
  }
}
