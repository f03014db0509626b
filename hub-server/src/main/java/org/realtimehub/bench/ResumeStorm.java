package org.realtimehub.bench;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everybody comes back at once and has to be brought up to date, while others go on receiving. Who
 * goes on is read by the thread that publishes, because the other is busy.
 */
final class ResumeStorm implements Scenario {

  private static final int SUBSCRIBERS = 10_000;
  private static final int BEHIND = 1_000;
  private static final int LIVE = 200;
  private static final double LIVE_RATE = 50;
  private static final int LIVE_LANES = 50;
  private static final int MISSED_LANES = 16;
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final String SEEN = "https://bench.example/seen";
  private static final String MISSED = "https://bench.example/missed";
  private static final String ONGOING = "https://bench.example/ongoing";

  @Override
  public String name() {
    return "resume-storm";
  }

  @Override
  public String summary() {
    return "10,000 subscribers come back 1,000 updates behind, while 200 others go on receiving";
  }

  @Override
  public int connections(BenchOptions.Load load) {
    return load.subscribers().orElse(SUBSCRIBERS) + LIVE + LIVE_LANES + MISSED_LANES;
  }

  @Override
  public void run(Round round) throws BenchException, InterruptedException {
    try (Run run = round.start(ServerKind.HUB)) {
      Publishers seen = publishers(run, 1, SEEN);
      publish(run, seen, 1);
      int[] missed = publish(run, publishers(run, MISSED_LANES, MISSED), BEHIND);
      Subscription comeBack = subscription(run, MISSED, seen.lastAnswer(), MISSED_LANES);
      int subscribers = run.load().subscribers().orElse(SUBSCRIBERS);
      rehearse(run, same((subscribers + 1) / 2, comeBack), missed);
      Crowd live = run.crowd(run.driver().publishing());
      run.connect(live, same(LIVE, subscription(run, ONGOING, "", LIVE_LANES)));
      Publishers ongoing = publishers(run, LIVE_LANES, ONGOING);
      ongoing.pace(run.load().rate().orElse(LIVE_RATE));
      Sample.Interval calm = run.measure(live, ongoing);
      Latency before = run.latency(live);

      Crowd storm = run.crowd();
      live.reception().measure();
      Sample start = run.sample(() -> delivered(live, storm), ongoing);
      long liveAtStart = live.reception().updates();
      run.progress().stage("everybody comes back");
      run.await(storm.connect(same(subscribers, comeBack), BEHIND), LIMIT, "coming back");
      run.awaitLast(storm, missed, LIMIT);
      Sample.Interval replay = start.to(run.sample(() -> delivered(live, storm), ongoing));
      double livePerSecond = (live.reception().updates() - liveAtStart) / replay.seconds();
      live.reception().cease();

      Exactness stormExactness = run.settle(storm, missed);
      Exactness liveExactness = run.settle(live, ongoing);
      Latency caughtUp = run.ask(storm, storm::timesToGoal);
      round.add(
          name(),
          ServerKind.HUB,
          Measurement.Figures.of("deliveries", replay, Optional.of(caughtUp)),
          stormExactness,
          Map.of("all_caught_up_ms", caughtUp.max()));
      addLive(round, "live before", calm.perSecond(), before, liveExactness);
      addLive(round, "live during", livePerSecond, run.latency(live), liveExactness);
    }
  }

  /** Half as many come back and leave, so that what is measured is not the server's warming up. */
  private static void rehearse(Run run, List<Subscription> subscriptions, int[] missed)
      throws BenchException, InterruptedException {
    Crowd crowd = run.crowd();
    run.progress().stage("rehearsing");
    run.await(crowd.connect(subscriptions, BEHIND), LIMIT, "rehearsing");
    run.awaitLast(crowd, missed, LIMIT);
    run.await(crowd.leave(), LIMIT, "leaving");
    run.until(LIMIT, () -> crowd.open() == 0);
  }

  private void addLive(
      Round round, String part, double perSecond, Latency latency, Exactness exactness) {
    Measurement.Figures figures =
        new Measurement.Figures(
            "deliveries",
            Optional.of(perSecond),
            Optional.empty(),
            Optional.of(latency),
            Optional.empty());
    round.add(name() + ": " + part, ServerKind.HUB, figures, exactness, Map.of());
  }

  private static long delivered(Crowd live, Crowd storm) {
    return live.reception().updates() + storm.reception().updates();
  }

  private static int[] publish(Run run, Publishers publishers, int updates)
      throws BenchException, InterruptedException {
    run.progress().stage("publishing what is missed");
    int[] published = run.await(publishers.flood(updates), LIMIT, "publishing");
    run.dismiss(publishers);
    return published;
  }

  private static Publishers publishers(Run run, int lanes, String topic)
      throws BenchException, InterruptedException {
    PublishTemplate update = run.target().publish(topic, run.load().payloadBytes());
    return run.publishers(lanes, Collections.nCopies(lanes, update));
  }

  private static Subscription subscription(Run run, String topic, String lastId, int lanes) {
    return new Subscription(
        run.target().subscribe(List.of(topic), List.of(), lastId), Lanes.upTo(lanes));
  }

  private static List<Subscription> same(int number, Subscription subscription) {
    return Collections.nCopies(number, subscription);
  }
}
