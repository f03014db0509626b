package org.realtimehub.bench;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.HdrHistogram.Histogram;

/**
 * Many subscribers on one loop, spread evenly over the servers. They connect in waves: so many at a
 * time as a listening socket surely queues. What is not said to be for any thread belongs to the
 * loop.
 */
final class Crowd {

  private static final int WAVE = 256;
  private static final int NAMED = 5;

  private final Driver driver;
  private final EventLoop loop;
  private final List<Target> targets;
  private final Alarm alarm;
  private final Reception reception = new Reception();
  private final List<Subscriber> subscribers = new ArrayList<>();
  private final List<Channel> channels = new ArrayList<>();
  private final CompletableFuture<Void> allOpened = new CompletableFuture<>();
  private final Histogram reached = Latency.histogram();
  private final Tally open = new Tally();
  private List<Subscription> wanted = List.of();
  private int opened;
  private int goal = Integer.MAX_VALUE;
  private long startedNanos;
  private boolean leaving;

  Crowd(Driver driver, EventLoop loop, List<Target> targets, Alarm alarm) {
    this.driver = driver;
    this.loop = loop;
    this.targets = List.copyOf(targets);
    this.alarm = alarm;
  }

  /** Opens all the streams; complete when each has its answer. Any thread, once. */
  CompletableFuture<Void> connect(List<Subscription> subscriptions) {
    loop.execute(
        () -> {
          wanted = subscriptions;
          startedNanos = Clock.now();
          if (wanted.isEmpty()) {
            allOpened.complete(null);
          }
          for (int i = 0; i < Math.min(WAVE, wanted.size()); i++) {
            connectNext();
          }
        });
    return allOpened;
  }

  /** The same, and takes the time until each has so many updates; see {@link #timesToGoal}. */
  CompletableFuture<Void> connect(List<Subscription> subscriptions, int updates) {
    loop.execute(() -> goal = updates);
    return connect(subscriptions);
  }

  private void connectNext() {
    int number = subscribers.size();
    Subscriber subscriber = new Subscriber(number, wanted.get(number), this);
    subscribers.add(subscriber);
    driver
        .connect(loop, targets.get(number % targets.size()), () -> List.of(subscriber))
        .addListener(
            (ChannelFuture connecting) -> {
              channels.add(connecting.channel());
              if (!connecting.isSuccess()) {
                refused("subscriber " + number + " cannot connect: " + connecting.cause());
              }
            });
  }

  void opened() {
    open.add(1);
    opened++;
    if (opened == wanted.size()) {
      allOpened.complete(null);
    } else if (subscribers.size() < wanted.size()) {
      connectNext();
    }
  }

  void closed() {
    open.add(-1);
  }

  void refused(String message) {
    if (!leaving) {
      alarm.raise(message);
    }
  }

  int goal() {
    return goal;
  }

  void reachedGoal() {
    Latency.record(reached, reception.now() - startedNanos);
  }

  /** Times from the start of all to each one's goal. */
  Latency timesToGoal() {
    return Latency.of(reached);
  }

  Reception reception() {
    return reception;
  }

  EventLoop loop() {
    return loop;
  }

  /** Streams that are open. Any thread. */
  long open() {
    return open.get();
  }

  /** Whether nobody has anything more to wait for. */
  boolean isAtEnd(int[] published) {
    return subscribers.stream()
        .allMatch(one -> one.hasEnded() || one.receipts().isAtEnd(published));
  }

  /** The fewest comments that one of them got. */
  int fewestComments() {
    return subscribers.stream().mapToInt(Subscriber::comments).min().orElse(0);
  }

  /** Compares what each got with what was published, per lane. */
  Exactness check(int[] published) {
    List<String> problems = new ArrayList<>();
    int inexact = 0;
    for (Subscriber one : subscribers) {
      Discrepancy discrepancy = one.receipts().compare(published);
      if (discrepancy.isNone() && !one.hasEnded()) {
        continue;
      }
      if (inexact++ < NAMED) {
        String end = one.hasEnded() ? "its stream ended early" : "";
        String both = end.isEmpty() || discrepancy.isNone() ? "" : "; ";
        problems.add("subscriber " + one.number() + ": " + end + both + discrepancy);
      }
    }
    if (inexact > NAMED) {
      problems.add("and " + (inexact - NAMED) + " more of " + subscribers.size() + " subscribers");
    }
    return new Exactness(problems);
  }

  /** Closes all the streams; what their ends say counts no longer. Any thread. */
  CompletableFuture<Boolean> leave() {
    return Driver.on(
        loop,
        () -> {
          leaving = true;
          channels.forEach(Channel::close);
          return true;
        });
  }
}
