package org.realtimehub.chaos;

import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

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

  /** Lets faults happen in random order to random nodes, with some time of peace between them. */
  void happen(List<Fault> faults) throws InterruptedException {
    for (Fault fault : faults) {
      fault.happen(random.nextInt(nodes.size()));
      nodes.awaitReady();
      pass(500 + random.nextInt(1_000));
    }
  }
}
