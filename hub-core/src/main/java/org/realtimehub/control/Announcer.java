package org.realtimehub.control;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;
import org.realtimehub.connection.LoopLoad;

/** Says how this node is; on one context, at about equal distances, for it counts between. */
final class Announcer {

  private final LocalNode node;
  private final @Nullable OperatingSystemMXBean system =
      ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean known
          ? known
          : null;
  private long before = System.nanoTime();
  private long published;
  private long delivered;

  Announcer(LocalNode node) {
    this.node = node;
    this.published = node.publishes().accepted();
    this.delivered = countDelivered();
  }

  private long countDelivered() {
    return node.loops().stream().mapToLong(loop -> loop.load().delivered()).sum();
  }

  NodeInfo next() {
    long now = System.nanoTime();
    double seconds = Math.max(1, now - before) / 1e9;
    long publishedNow = node.publishes().accepted();
    long deliveredNow = countDelivered();
    NodeLoad load =
        new NodeLoad(
            system == null ? -1 : system.getProcessCpuLoad(),
            node.loops().stream()
                .map(l -> l.load())
                .mapToLong(LoopLoad::lateMillis)
                .max()
                .orElse(0),
            (publishedNow - published) / seconds,
            (deliveredNow - delivered) / seconds);
    before = now;
    published = publishedNow;
    delivered = deliveredNow;
    return new NodeInfo(
        node.facts(), node.connections().size(), node.position().get().orElse(null), load);
  }
}
