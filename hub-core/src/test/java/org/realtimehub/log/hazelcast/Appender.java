package org.realtimehub.log.hazelcast;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.realtimehub.log.EventLog;
import org.realtimehub.update.Updates;

/** Appends one update after the other until it is stopped, as the publisher of a node does. */
final class Appender {

  private final EventLog log;
  private final String name;
  private final List<String> accepted = new CopyOnWriteArrayList<>();
  private final List<Throwable> failures = new CopyOnWriteArrayList<>();
  private final Thread thread = new Thread(this::run, "appender");
  private volatile boolean stopped;
  private volatile long longest;

  Appender(EventLog log, String name) {
    this.log = log;
    this.name = name;
  }

  void start() {
    thread.start();
  }

  void stop() throws InterruptedException {
    stopped = true;
    thread.join();
  }

  private void run() {
    for (int i = 1; !stopped; i++) {
      String id = name + "-" + i;
      long begun = System.nanoTime();
      try {
        log.append(List.of(Updates.of(id))).await(30, TimeUnit.SECONDS);
        accepted.add(id);
        longest = Math.max(longest, System.nanoTime() - begun);
      } catch (Exception e) {
        failures.add(e);
      }
    }
  }

  /** In the order in which they were. */
  List<String> accepted() {
    return accepted;
  }

  /** How long the slowest append took. */
  Duration longest() {
    return Duration.ofNanos(longest);
  }

  List<Throwable> failures() {
    return failures;
  }

  boolean isOwn(String id) {
    return id.startsWith(name + "-");
  }
}
