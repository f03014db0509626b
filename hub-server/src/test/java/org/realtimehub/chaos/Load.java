package org.realtimehub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Publishers and subscribers at work, and what must be true of them in the end. */
final class Load implements AutoCloseable {

  private static final String BASE = "https://example.com/chaos/";
  private static final String END = BASE + "end";
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Nodes nodes;
  private final Random random;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<ResilientPublisher> publishers = new ArrayList<>();
  private final List<Future<?>> publishing = new ArrayList<>();
  private final List<ResilientSubscriber> subscribers = new ArrayList<>();

  Load(Nodes nodes, Random random) {
    this.nodes = nodes;
    this.random = random;
  }

  /** The subscribers are there before the first update. */
  void start(int subscriberCount, int publisherCount, int pauseMillis) throws InterruptedException {
    for (int i = 0; i < subscriberCount; i++) {
      subscribe(null);
    }
    for (ResilientSubscriber subscriber : subscribers) {
      subscriber.awaitConnected();
    }
    for (int i = 0; i < publisherCount; i++) {
      ResilientPublisher publisher =
          new ResilientPublisher(nodes, BASE + i, random.nextLong(), stop, pauseMillis);
      publishers.add(publisher);
      publishing.add(threads.submit(publisher));
    }
  }

  private ResilientSubscriber subscribe(@Nullable String lastId) {
    Random own = new Random(random.nextLong());
    return subscribe(() -> nodes.any(own), lastId);
  }

  /**
   * A subscriber that goes where it is told each time it comes back; it ends with all others.
   *
   * @param lastId to begin after, null for what comes
   */
  ResilientSubscriber subscribe(Supplier<URI> hub, @Nullable String lastId) {
    ResilientSubscriber subscriber = new ResilientSubscriber(hub, BASE + "*", lastId);
    subscribers.add(subscriber);
    threads.execute(subscriber);
    return subscriber;
  }

  /**
   * Ends the publishing and compares: every subscriber has every accepted update, once, in one
   * order, which is the order of the log.
   *
   * @return the updates of the log
   */
  List<String> endsExactly() throws Exception {
    List<String> log = logAtTheEnd();
    for (ResilientPublisher publisher : publishers) {
      assertThat(log).containsSubsequence(publisher.accepted());
    }
    for (ResilientSubscriber subscriber : subscribers) {
      assertThat(subscriber.received()).isEqualTo(log);
    }
    return log;
  }

  /** The same, for what is left of the log since it lost its past. */
  void endsExactlySinceTheGap() throws Exception {
    List<String> log = logAtTheEnd();
    for (ResilientPublisher publisher : publishers) {
      List<String> accepted = publisher.accepted();
      List<String> kept = accepted.stream().filter(log::contains).toList();
      assertThat(kept).isEqualTo(accepted.subList(accepted.size() - kept.size(), accepted.size()));
      assertThat(log).containsSubsequence(kept);
    }
    for (ResilientSubscriber subscriber : beginners()) {
      assertThat(subscriber.receivedSinceTheGap()).isEqualTo(log);
    }
  }

  private List<String> logAtTheEnd() throws Exception {
    stop.countDown();
    for (Future<?> publisher : publishing) {
      publisher.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    ResilientPublisher last = new ResilientPublisher(nodes, END, random.nextLong(), stop, 0);
    last.publishUntilAccepted(END, "end");
    ResilientSubscriber history = subscribe("earliest");
    for (ResilientSubscriber subscriber : subscribers) {
      Awaitility.await("the last update at each subscriber")
          .atMost(PATIENCE)
          .until(() -> subscriber.has(END));
      subscriber.finish();
    }
    assertThat(history.received()).doesNotHaveDuplicates();
    return history.received();
  }

  /** Those who were there from the beginning. */
  private List<ResilientSubscriber> beginners() {
    return subscribers.subList(0, subscribers.size() - 1);
  }

  boolean everybodyToldOfAGap() {
    return subscribers.stream().allMatch(ResilientSubscriber::toldOfAGap);
  }

  /**
   * Publishes once more to a hub that must refuse it within a time.
   *
   * @return its {@code Retry-After}
   */
  Optional<String> refusedOnce(URI hub, Duration within) throws Exception {
    HttpResponse<String> answer =
        new ResilientPublisher(nodes, BASE + "refused", random.nextLong(), stop, 0)
            .ask(hub, BASE + "refused", "", within);
    assertThat(answer.statusCode()).isEqualTo(503);
    return answer.headers().firstValue("Retry-After");
  }

  /** Updates that have been accepted so far. */
  int accepted() {
    return publishers.stream().mapToInt(publisher -> publisher.accepted().size()).sum();
  }

  int reconnects() {
    return subscribers.stream().mapToInt(ResilientSubscriber::reconnects).sum();
  }

  int refusals() {
    return publishers.stream().mapToInt(ResilientPublisher::refusals).sum();
  }

  @Override
  public void close() {
    stop.countDown();
    subscribers.forEach(ResilientSubscriber::finish);
    threads.shutdownNow();
  }
}
