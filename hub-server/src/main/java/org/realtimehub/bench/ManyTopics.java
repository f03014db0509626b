package org.realtimehub.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a publish costs among 110,000 matchers, and among few. Each publish is for exactly one
 * subscriber; by turns one that names the topic, and one whose pattern matches it. The topics of
 * the latter are new every time, so that no memory of earlier decisions helps.
 */
final class ManyTopics implements Scenario {

  private static final int SUBSCRIBERS = 1_000;
  private static final int TOPICS_EACH = 100;
  private static final int PATTERNS_EACH = 10;
  private static final int RECEIVERS = 100;
  private static final int PUBLISHERS = 16;

  @Override
  public String name() {
    return "many-topics";
  }

  @Override
  public String summary() {
    return "100,000 topics and 10,000 URL patterns of 1,000 subscribers, and the same with few";
  }

  @Override
  public int connections(BenchOptions.Load load) {
    return load.subscribers().orElse(SUBSCRIBERS) + PUBLISHERS;
  }

  @Override
  public void run(Round round) throws BenchException, InterruptedException {
    run(round, false, "hub, few topics");
    run(round, true, "hub, many topics");
  }

  private void run(Round round, boolean many, String server)
      throws BenchException, InterruptedException {
    try (Run run = round.start(ServerKind.HUB, server, Map.of())) {
      int subscribers = run.load().subscribers().orElse(SUBSCRIBERS);
      int receivers = Math.min(RECEIVERS, subscribers);
      List<Subscription> subscriptions = new ArrayList<>();
      for (int i = 0; i < subscribers; i++) {
        subscriptions.add(subscription(run.target(), i, i < receivers, many));
      }
      Crowd crowd = run.connected(subscriptions);
      Publishers publishers = run.publishers(PUBLISHERS, lanes(run, receivers));
      run.load()
          .rate()
          .ifPresentOrElse(publishers::pace, () -> publishers.flood(Integer.MAX_VALUE));
      Sample.Interval interval = run.measure(crowd, publishers);
      Exactness exactness = run.settle(crowd, publishers);
      Map<String, Object> details = new LinkedHashMap<>();
      details.put("topics", many ? subscribers * TOPICS_EACH : receivers);
      details.put("patterns", many ? subscribers * PATTERNS_EACH : receivers);
      details.put("publishes_per_second", interval.publishesPerSecond());
      round.add(
          new Measurement(
              new Measurement.Subject(name(), server, !many),
              Measurement.Figures.of("deliveries", interval, Optional.of(run.latency(crowd))),
              exactness,
              details));
    }
  }

  /** With few topics, whoever receives nothing shares a topic on which nothing is published. */
  private static Subscription subscription(
      Target target, int subscriber, boolean receives, boolean many) {
    List<String> topics = new ArrayList<>();
    List<String> patterns = new ArrayList<>();
    for (int i = 0; i < (many ? TOPICS_EACH : receives ? 1 : 0); i++) {
      topics.add(topic(subscriber, i));
    }
    for (int i = 0; i < (many ? PATTERNS_EACH : receives ? 1 : 0); i++) {
      patterns.add(items(subscriber, i) + ":item");
    }
    if (topics.isEmpty()) {
      topics.add("https://bench.example/quiet");
    }
    return new Subscription(
        target.subscribe(topics, patterns, ""),
        receives ? new Lanes(2 * subscriber, 2) : Lanes.NONE);
  }

  private static List<PublishTemplate> lanes(Run run, int receivers) {
    List<PublishTemplate> lanes = new ArrayList<>();
    int bytes = run.load().payloadBytes();
    for (int i = 0; i < receivers; i++) {
      lanes.add(run.target().publish(topic(i, 0), bytes));
      lanes.add(run.target().publish(items(i, 0) + PublishTemplate.NUMBER, bytes));
    }
    return Collections.unmodifiableList(lanes);
  }

  private static String topic(int subscriber, int number) {
    return "https://bench.example/books/" + subscriber + "/" + number;
  }

  private static String items(int subscriber, int number) {
    return "https://bench.example/shops/" + subscriber + "-" + number + "/items/";
  }
}
