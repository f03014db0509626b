package org.realtimehub.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.realtimehub.log.redis.RedisProcess;

/** What happens to nodes, one thing at a time: the next when all are ready again. */
final class Faults {

  /** One thing that happens. */
  @FunctionalInterface
  interface Fault {
    void happen(int victim) throws InterruptedException;
  }

  private final Nodes nodes;
  private final Random random;

  Faults(Nodes nodes, Random random) {
    this.nodes = nodes;
    this.random = random;
  }

  /** SIGKILL, and a new process. */
  void kill(int victim) {
    nodes.get(victim).kill();
    nodes.restart(victim);
  }

  /** SIGTERM, as in a rolling restart, and a new process. */
  void stop(int victim) {
    nodes.get(victim).stop();
    nodes.restart(victim);
  }

  /** Shorter than the others need to notice. */
  void pauseShortly(int victim) throws InterruptedException {
    pause(victim, 200 + random.nextInt(800));
  }

  /** So long that the others give it up, and it has to come back to them. */
  void pauseForLong(int victim) throws InterruptedException {
    pause(victim, 5_000 + random.nextInt(3_000));
  }

  private void pause(int victim, int millis) throws InterruptedException {
    nodes.get(victim).pause();
    pass(millis);
    nodes.get(victim).resume();
    nodes.awaitReady();
  }

  /** Time that passes is what such a fault is made of. */
  static void pass(int millis) throws InterruptedException {
    new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
  }

  /** SIGKILL of the server, and a new process with what is on its disk. */
  static void restart(RedisProcess redis) {
    try {
      redis.kill();
      redis.start();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** SIGSTOP of the server for a time. */
  static void freeze(RedisProcess redis, int millis) throws InterruptedException {
    try {
      redis.freeze();
      pass(millis);
      redis.thaw();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Lets one fault after the other happen for a time; tells how many did. */
  int happenFor(Duration time, List<Fault> faults) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    int happened = 0;
    while (System.nanoTime() < end) {
      happen(List.of(faults.get(random.nextInt(faults.size()))));
      happened++;
    }
    return happened;
  }

  /** Lets faults happen in random order to random nodes, with some time of peace between them. */
  void happen(List<Fault> faults) throws InterruptedException {
    for (Fault fault : faults) {
      fault.happen(random.nextInt(nodes.size()));
      nodes.awaitReady();
      pass(500 + random.nextInt(1_000));
    }
  }
}
