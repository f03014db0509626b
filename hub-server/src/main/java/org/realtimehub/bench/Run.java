package org.realtimehub.bench;

import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** What is under test, and its load, from start to end. For the thread that directs it. */
final class Run implements AutoCloseable {

  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(60);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(30);

  /** How long the last updates may be on their way without any of them coming. */
  private static final Duration STANDSTILL = Duration.ofSeconds(5);

  /** And how long in all. */
  private static final Duration SETTLE_LIMIT = Duration.ofSeconds(60);

  /** What comes twice would have come by then. */
  private static final Duration AFTERMATH = Duration.ofMillis(100);

  /** The most that a warm-up is prolonged, in warm-ups. */
  private static final int CATCH_UP = 2;

  private static final Duration LOOK = Duration.ofMillis(10);

  private final BenchOptions.Load load;
  private final Progress progress;
  private final UnderTest underTest;
  private final Alarm alarm = new Alarm();
  private final Driver driver = new Driver();

  Run(BenchOptions.Load load, Progress progress, UnderTest underTest) {
    this.load = load;
    this.progress = progress;
    this.underTest = underTest;
  }

  Target target() {
    return underTest.targets().get(0);
  }

  UnderTest underTest() {
    return underTest;
  }

  BenchOptions.Load load() {
    return load;
  }

  Alarm alarm() {
    return alarm;
  }

  Driver driver() {
    return driver;
  }

  Progress progress() {
    return progress;
  }

  Optional<ServerCost> cost() {
    return underTest.cost();
  }

  /** The process of the first server, if this benchmark started it. */
  Optional<ServerProcess> process() {
    return underTest.processes().stream().findFirst();
  }

  /** Subscribers that do not yet connect, on the thread that only reads. */
  Crowd crowd() {
    return crowd(driver.reading());
  }

  Crowd crowd(EventLoop loop) {
    return crowd(loop, underTest.targets());
  }

  /** Subscribers that will spread evenly over these. */
  Crowd crowd(EventLoop loop, List<Target> targets) {
    Crowd crowd = new Crowd(driver, loop, targets, alarm);
    progress.watch(crowd);
    return crowd;
  }

  /** Subscribers that are connected. */
  Crowd connected(List<Subscription> subscriptions) throws BenchException, InterruptedException {
    Crowd crowd = crowd();
    connect(crowd, subscriptions);
    return crowd;
  }

  void connect(Crowd crowd, List<Subscription> subscriptions)
      throws BenchException, InterruptedException {
    progress.stage("connecting");
    await(crowd.connect(subscriptions), CONNECT_LIMIT, "connecting " + subscriptions.size());
  }

  /**
   * Publishers that are connected: the first to the first server, the next to the next, in turn.
   */
  Publishers publishers(int connections, List<PublishTemplate> lanes)
      throws BenchException, InterruptedException {
    return publishers(underTest.targets(), connections, lanes);
  }

  Publishers publishers(List<Target> targets, int connections, List<PublishTemplate> lanes)
      throws BenchException, InterruptedException {
    Publishers publishers = new Publishers(driver, targets, alarm, lanes);
    progress.watch(publishers);
    await(publishers.connect(connections), CONNECT_LIMIT, "connecting publishers");
    return publishers;
  }

  /** Lets the load run, first unmeasured, then measured; counts updates that arrive. */
  Sample.Interval measure(Crowd crowd, Publishers publishers)
      throws BenchException, InterruptedException {
    warmUp();
    catchUp(publishers);
    crowd.reception().measure();
    Sample.Interval interval = measure(crowd.reception()::updates, publishers);
    crowd.reception().cease();
    return interval;
  }

  /** What a cold server left undone shall not be measured, unless it never catches up. */
  private void catchUp(Publishers publishers) throws BenchException, InterruptedException {
    until(load.warmUp().multipliedBy(CATCH_UP), () -> !askPublishers(publishers::isBehind));
  }

  /** Returns as soon as it holds, or after the limit; tells whether it held. */
  boolean until(Duration limit, Alarm.Condition condition)
      throws BenchException, InterruptedException {
    return alarm.until(limit, condition);
  }

  void warmUp() throws BenchException, InterruptedException {
    progress.stage("warming up");
    alarm.pause(load.warmUp());
  }

  /** Counts over the measured time, which begins at once. */
  Sample.Interval measure(LongSupplier count, Publishers publishers)
      throws BenchException, InterruptedException {
    progress.stage("measuring");
    publishers.measure();
    Sample before = sample(count, publishers);
    alarm.pause(load.duration());
    return before.to(sample(count, publishers));
  }

  Sample sample(LongSupplier count, Publishers publishers) {
    return new Sample(
        Clock.now(), cost().flatMap(ServerCost::cpu), count.getAsLong(), publishers.published());
  }

  /** Ends the publishing, waits for the last updates, and compares. */
  Exactness settle(Crowd crowd, Publishers publishers) throws BenchException, InterruptedException {
    int[] published = stop(publishers);
    progress.stage("waiting for the last updates");
    return settle(crowd, published);
  }

  /**
   * Waits for the last updates, and compares.
   *
   * @param published updates per lane
   */
  Exactness settle(Crowd crowd, int[] published) throws BenchException, InterruptedException {
    awaitLast(crowd, published, SETTLE_LIMIT);
    alarm.pause(AFTERMATH);
    return ask(crowd, () -> crowd.check(published));
  }

  /** Returns when everybody has the last updates, or when they have stopped coming. */
  void awaitLast(Crowd crowd, int[] published, Duration limit)
      throws BenchException, InterruptedException {
    long seen = -1;
    long since = Clock.now();
    long end = since + limit.toNanos();
    while (!ask(crowd, () -> crowd.isAtEnd(published))
        && Clock.now() - since < STANDSTILL.toNanos()
        && Clock.now() < end) {
      if (crowd.reception().updates() != seen) {
        seen = crowd.reception().updates();
        since = Clock.now();
      }
      alarm.pause(LOOK);
    }
  }

  /** Latencies of the measured updates, taken from the crowd's thread. */
  Latency latency(Crowd crowd) throws BenchException, InterruptedException {
    return ask(crowd, () -> crowd.reception().takeLatency());
  }

  /** Ends the publishing; returns the number of updates per lane. */
  int[] stop(Publishers publishers) throws BenchException, InterruptedException {
    return await(publishers.stop(), ANSWER_LIMIT, "the last answer");
  }

  /** Closes their connections. */
  void dismiss(Publishers publishers) throws BenchException, InterruptedException {
    await(publishers.leave(), ANSWER_LIMIT, "closing publishers");
  }

  /** Times from a publish to its answer. */
  Latency answerTimes(Publishers publishers) throws BenchException, InterruptedException {
    return askPublishers(publishers::answerTimes);
  }

  private <T> T askPublishers(Callable<T> question) throws BenchException, InterruptedException {
    return await(Driver.on(driver.publishing(), question), ANSWER_LIMIT, "the publishing thread");
  }

  /** Looks at a crowd on its own thread. */
  <T> T ask(Crowd crowd, Callable<T> question) throws BenchException, InterruptedException {
    return await(Driver.on(crowd.loop(), question), ANSWER_LIMIT, "the reading thread");
  }

  <T> T await(CompletableFuture<T> future, Duration limit, String what)
      throws BenchException, InterruptedException {
    return alarm.await(future, limit, what);
  }

  @Override
  public void close() {
    progress.unwatch();
    underTest.close();
    driver.close();
  }
}
