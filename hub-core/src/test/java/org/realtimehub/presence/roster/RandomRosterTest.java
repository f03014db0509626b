package org.realtimehub.presence.roster;

import io.vertx.core.Future;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.RepeatedTest;
import org.realtimehub.presence.TestConnection;

/** Whatever happens to the nodes and to the log, in the end all know exactly who is subscribed. */
final class RandomRosterTest {

  private static final int STEPS = 300;

  @RepeatedTest(12)
  void whateverHappens_allAgreeInTheEnd() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    Random failures = new Random(seed + 1);
    AtomicBoolean unreliable = new AtomicBoolean(true);
    try (TestCluster cluster = new TestCluster(TestCluster.SOON)) {
      cluster.log.beforeAppend(() -> maybe(unreliable, failures, 8));
      cluster.log.beforeRead(() -> maybe(unreliable, failures, 8));
      cluster.log.beforeBounds(Future::succeededFuture);
      cluster.join();
      for (int step = 0; step < STEPS; step++) {
        step(cluster, random, unreliable);
        if (random.nextInt(4) == 0) {
          breathe(cluster);
          cluster.living().forEach(node -> cluster.assertExact(node, "seed " + seed));
        }
      }
      unreliable.set(false);
      for (TestNode node : cluster.living()) {
        for (TestNode other : cluster.living()) {
          node.membership.join(other.id);
        }
      }
      cluster.awaitAgreement("seed " + seed);
    }
  }

  private static Future<Void> maybe(AtomicBoolean unreliable, Random failures, int oneIn) {
    synchronized (failures) {
      return unreliable.get() && failures.nextInt(oneIn) == 0
          ? Future.failedFuture("away")
          : Future.succeededFuture();
    }
  }

  /** Lets every node take a turn, so that steps come at many moments of what goes on. */
  private static void breathe(TestCluster cluster) {
    cluster.living().forEach(TestNode::turn);
  }

  private static void step(TestCluster cluster, Random random, AtomicBoolean unreliable) {
    List<TestNode> living = cluster.living();
    TestNode node = living.get(random.nextInt(living.size()));
    TestNode other = living.get(random.nextInt(living.size()));
    int what = random.nextInt(100);
    if (what < 50) {
      node.connect("/" + random.nextInt(5), "/" + (5 + random.nextInt(5)));
    } else if (what < 80) {
      List<TestConnection> open = node.open();
      if (!open.isEmpty()) {
        node.disconnect(open.get(random.nextInt(open.size())));
      }
    } else if (what < 84 && living.size() < 4) {
      // A feed that cannot read does not start at all.
      unreliable.set(false);
      cluster.join(() -> unreliable.set(true));
    } else if (what < 88 && living.size() > 1) {
      cluster.kill(node);
    } else if (what < 93 && node != other) {
      node.membership.leave(other.id);
    } else if (what < 96) {
      node.membership.join(other.id);
    } else if (what < 98) {
      node.membership.merge();
    } else if (what == 99) {
      cluster.log.beginNewLife();
    }
  }
}
