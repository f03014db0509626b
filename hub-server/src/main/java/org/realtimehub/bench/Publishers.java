package org.realtimehub.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/**
 * The publisher connections of a run, spread evenly over its servers. Lane n belongs to connection
 * n modulo their number, so that the updates of a lane are sent one after the other. On the
 * driver's publishing loop, but for what is said to be for any thread.
 */
final class Publishers {

  private static final int MAX_ANSWER = 64 << 10;

  private enum Mode {
    QUIET,
    FLOOD,
    PACED
  }

  private final Driver driver;
  private final EventLoop loop;
  private final List<Target> targets;
  private final Alarm alarm;
  private final List<PublishTemplate> lanes;
  private final int[] sent;
  private final int[] answered;
  private final List<PublisherConnection> connections = new ArrayList<>();
  private final Tally published = new Tally();
  private final Histogram answerTimes = Latency.histogram();
  private volatile CompletableFuture<int[]> quiet = CompletableFuture.completedFuture(new int[0]);
  private volatile long measuredFrom = Long.MAX_VALUE;
  private volatile String lastAnswer = "";
  private Mode mode = Mode.QUIET;
  private int left;
  private int turn;
  private long due;
  private long interval;
  private boolean leaving;

  /**
   * Publishers that have nothing to do yet.
   *
   * @param lanes what each lane publishes
   */
  Publishers(Driver driver, List<Target> targets, Alarm alarm, List<PublishTemplate> lanes) {
    if (lanes.size() > Mark.MAX_LANES) {
      throw new IllegalArgumentException("more than " + Mark.MAX_LANES + " lanes");
    }
    this.driver = driver;
    this.loop = driver.publishing();
    this.targets = List.copyOf(targets);
    this.alarm = alarm;
    this.lanes = lanes;
    sent = new int[lanes.size()];
    answered = new int[lanes.size()];
  }

  /** Complete when all are connected. Any thread, once. */
  CompletableFuture<Void> connect(int number) {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 0; i < Math.min(number, lanes.size()); i++) {
      PublisherConnection connection = new PublisherConnection(this, i);
      connections.add(connection);
      CompletableFuture<Void> connected = new CompletableFuture<>();
      all.add(connected);
      driver
          .connect(
              loop,
              targets.get(i % targets.size()),
              () ->
                  List.of(
                      new HttpResponseDecoder(), new HttpObjectAggregator(MAX_ANSWER), connection))
          .addListener(
              done -> {
                if (done.isSuccess()) {
                  connected.complete(null);
                } else {
                  connected.completeExceptionally(done.cause());
                }
              });
    }
    return CompletableFuture.allOf(all.toArray(CompletableFuture[]::new));
  }

  /**
   * Each connection publishes as soon as it is answered. Any thread.
   *
   * @param updates how many in all; then {@link #stop} has nothing left to stop
   */
  CompletableFuture<int[]> flood(int updates) {
    CompletableFuture<int[]> done = new CompletableFuture<>();
    quiet = done;
    loop.execute(
        () -> {
          mode = Mode.FLOOD;
          left = updates;
          connections.forEach(this::idle);
        });
    return done;
  }

  /** So many updates a second, lane by lane, whether or not the answers keep up. Any thread. */
  void pace(double perSecond) {
    quiet = new CompletableFuture<>();
    loop.execute(
        () -> {
          mode = Mode.PACED;
          interval = (long) (TimeUnit.SECONDS.toNanos(1) / perSecond);
          due = Clock.now();
          tick();
        });
  }

  private void tick() {
    if (mode != Mode.PACED) {
      return;
    }
    long now = Clock.now();
    while (due <= now) {
      int lane = turn++ % lanes.size();
      connections.get(lane % connections.size()).publish(lane, due);
      due += interval;
    }
    loop.schedule(this::tick, due - now, TimeUnit.NANOSECONDS);
  }

  /**
   * Complete when all that was sent is answered, with the number of updates per lane. Any thread.
   */
  CompletableFuture<int[]> stop() {
    loop.execute(
        () -> {
          mode = Mode.QUIET;
          connections.forEach(PublisherConnection::forgetWaiting);
          connections.stream().findFirst().ifPresent(this::idle);
        });
    return quiet;
  }

  /** A connection has nothing to do. */
  void idle(PublisherConnection connection) {
    if (connection.isBusy()) {
      return;
    }
    if (mode == Mode.FLOOD && left > 0) {
      left--;
      connection.publishNext(lanes.size(), connections.size());
    } else if (mode != Mode.PACED && connections.stream().noneMatch(PublisherConnection::isBusy)) {
      quiet.complete(answered.clone());
    }
  }

  /** Whether updates are overdue because of answers that have not come. */
  boolean isBehind() {
    return connections.stream().anyMatch(PublisherConnection::isBehind);
  }

  ByteBuf request(int lane, long nanos) {
    return lanes.get(lane).request(PooledByteBufAllocator.DEFAULT, lane, ++sent[lane], nanos);
  }

  void answered(int lane, long sentNanos, String body) {
    answered[lane]++;
    published.add(1);
    lastAnswer = body;
    if (sentNanos >= measuredFrom) {
      Latency.record(answerTimes, Clock.now() - sentNanos);
    }
  }

  void failed(String message) {
    if (!leaving) {
      alarm.raise(message);
    }
  }

  /** From now on the times of answers count. Any thread. */
  void measure() {
    measuredFrom = Clock.now();
  }

  /** Times from a publish to its answer. */
  Latency answerTimes() {
    return Latency.of(answerTimes);
  }

  /** Updates that were answered. Any thread. */
  long published() {
    return published.get();
  }

  /** What the last publish was answered: of a hub, the id. Any thread. */
  String lastAnswer() {
    return lastAnswer;
  }

  /** Any thread. */
  CompletableFuture<Boolean> leave() {
    return Driver.on(
        loop,
        () -> {
          leaving = true;
          mode = Mode.QUIET;
          connections.forEach(PublisherConnection::close);
          return true;
        });
  }
}
