package org.realtimehub.bench;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * So many clients at a time that subscribe, see that they are answered, and leave; each is followed
 * by the next. Belongs to a loop, but for what is said to be for any thread.
 */
final class Visits {

  /** When this machine has no port left for a connection, some become free soon. */
  private static final long NO_PORT_MILLIS = 10;

  private final Driver driver;
  private final EventLoop loop;
  private final Target target;
  private final Alarm alarm;
  private final String request;
  private final Tally made = new Tally();
  private final Histogram answerTimes = Latency.histogram();
  private final CompletableFuture<Boolean> over = new CompletableFuture<>();
  private final Set<Channel> open = new HashSet<>();
  private volatile long measuredFrom = Long.MAX_VALUE;
  private volatile boolean ending;

  Visits(Driver driver, Target target, Alarm alarm, String request) {
    this.driver = driver;
    this.loop = driver.reading();
    this.target = target;
    this.alarm = alarm;
    this.request = request;
  }

  /** Any thread. */
  void begin(int atATime) {
    loop.execute(
        () -> {
          for (int i = 0; i < atATime; i++) {
            next();
          }
        });
  }

  private void next() {
    if (ending) {
      if (open.isEmpty()) {
        over.complete(true);
      }
      return;
    }
    Visitor visitor = new Visitor(this, request);
    ChannelFuture connecting = driver.connect(loop, target, () -> List.of(visitor));
    connecting.addListener(done -> connected(done.cause()));
    Channel channel = connecting.channel();
    open.add(channel);
    channel.closeFuture().addListener(closed -> left(channel, visitor));
  }

  /** Only the want of a port is expected; see {@link #NO_PORT_MILLIS}. */
  private void connected(@Nullable Throwable cause) {
    if (cause != null && !String.valueOf(cause.getMessage()).contains("assign requested address")) {
      failed("cannot connect: " + cause.getMessage());
    }
  }

  private void left(Channel channel, Visitor visitor) {
    open.remove(channel);
    if (visitor.wasAnswered()) {
      made.add(1);
      if (visitor.startedNanos() >= measuredFrom) {
        Latency.record(answerTimes, visitor.answeredNanos() - visitor.startedNanos());
      }
      next();
    } else if (visitor.wasConnected()) {
      failed("a connection was closed without an answer");
    } else {
      loop.schedule(this::next, NO_PORT_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  void failed(String message) {
    alarm.raise(message);
  }

  /** Visits that are over. Any thread. */
  long made() {
    return made.get();
  }

  /** From now on times count. Any thread. */
  void measure() {
    measuredFrom = Clock.now();
  }

  /** Times from the beginning of a connection to the head of its answer. */
  Latency answerTimes() {
    return Latency.of(answerTimes);
  }

  /** Lets nobody follow; complete when the last one has left. Any thread. */
  CompletableFuture<Boolean> end() {
    ending = true;
    loop.execute(
        () -> {
          if (open.isEmpty()) {
            over.complete(true);
          }
        });
    return over;
  }

  EventLoop loop() {
    return loop;
  }
}
