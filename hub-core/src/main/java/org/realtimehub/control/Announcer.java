package org.realtimehub.control;

import com.sun.management.OperatingSystemMXBean;
import io.vertx.core.Future;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.ConnectionCounts;
import org.realtimehub.connection.ConnectionLoop;
import org.realtimehub.connection.LoopLoad;
import org.realtimehub.connection.LoopState;
import org.realtimehub.control.NodeHoldings.Behind;
import org.realtimehub.control.NodeHoldings.Memory;
import org.realtimehub.control.NodeHoldings.Total;
import org.realtimehub.control.NodeLoad.Latency;
import org.realtimehub.timing.LatencyMeter;

/** Says how this node is; on one context, about once a second, for it counts between. */
final class Announcer {

  /** To ask the loops costs them a look at each connection. */
  private static final int ASK_LOOPS_EVERY = 5;

  private final LocalNode node;
  private final @Nullable OperatingSystemMXBean system =
      ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean known
          ? known
          : null;
  private long before = System.nanoTime();
  private long published;
  private long delivered;
  private int turn;

  /** Written on the loops. */
  private volatile Behind behind = Behind.NONE;

  Announcer(LocalNode node) {
    this.node = node;
    this.published = node.gauges().publishes().accepted();
    this.delivered = countDelivered();
  }

  private long countDelivered() {
    return node.loops().stream().mapToLong(loop -> loop.load().delivered()).sum();
  }

  NodeInfo next() {
    if (turn++ % ASK_LOOPS_EVERY == 0) {
      askLoops();
    }
    return new NodeInfo(node.facts(), holdings(), node.position().get().orElse(null), load());
  }

  private void askLoops() {
    List<Future<LoopState>> states = node.loops().stream().map(ConnectionLoop::state).toList();
    Future.all(states)
        .onSuccess(
            all -> {
              LoopState sum =
                  states.stream().map(Future::result).reduce(LoopState.EMPTY, LoopState::plus);
              behind = new Behind(sum.cursorsBehind(), sum.pendingBytes());
            });
  }

  private NodeHoldings holdings() {
    ConnectionCounts counts = node.connections().counts();
    Map<String, Long> closed = new TreeMap<>();
    for (CloseReason reason : CloseReason.values()) {
      closed.put(reason.label(), counts.totalClosed(reason));
    }
    Gauges gauges = node.gauges();
    return new NodeHoldings(
        node.connections().size(),
        gauges.admission().limits().max(),
        gauges.admission().waiting(),
        behind,
        Memory.now(),
        new Total(counts.totalOpened(), closed));
  }

  private NodeLoad load() {
    long now = System.nanoTime();
    double seconds = Math.max(1, now - before) / 1e9;
    long publishedNow = node.gauges().publishes().accepted();
    long deliveredNow = countDelivered();
    NodeLoad load =
        new NodeLoad(
            system == null ? -1 : system.getProcessCpuLoad(),
            node.loops().stream()
                .map(ConnectionLoop::load)
                .mapToLong(LoopLoad::lateMillis)
                .max()
                .orElse(0),
            (publishedNow - published) / seconds,
            (deliveredNow - delivered) / seconds,
            latency(node.gauges()));
    before = now;
    published = publishedNow;
    delivered = deliveredNow;
    return load;
  }

  private static Latency latency(Gauges gauges) {
    LatencyMeter publish = gauges.publishes().latency();
    LatencyMeter delivery = gauges.feed().latency();
    publish.tick();
    delivery.tick();
    return new Latency(publish.p99(), delivery.p99(), gauges.canary().get());
  }
}
