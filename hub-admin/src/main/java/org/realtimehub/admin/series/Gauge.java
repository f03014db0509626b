package org.realtimehub.admin.series;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.realtimehub.control.NodeInfo;

/**
 * What is drawn of a node over time.
 *
 * @param value {@link Double#NaN} where it is not known
 */
record Gauge(String label, ToDoubleFunction<NodeInfo> value) {

  static final List<Gauge> ALL =
      List.of(
          new Gauge("connections", NodeInfo::connections),
          new Gauge("waiting", info -> info.holdings().waiting()),
          new Gauge("subscribers_behind", info -> info.holdings().behind().subscribers()),
          new Gauge("waiting_bytes", info -> info.holdings().behind().waitingBytes()),
          new Gauge("memory_used", info -> info.holdings().memory().used()),
          new Gauge("memory_max", info -> info.holdings().memory().max()),
          new Gauge("cpu", info -> info.load().cpu() < 0 ? Double.NaN : info.load().cpu()),
          new Gauge("loop_lateness", info -> info.load().lateMillis() / 1000.0),
          new Gauge("publish_p99", info -> info.load().latency().publishP99().orElse(Double.NaN)),
          new Gauge("delivery_p99", info -> info.load().latency().deliveryP99().orElse(Double.NaN)),
          new Gauge("canary", info -> info.load().latency().canary().orElse(Double.NaN)),
          new Gauge("publishes_per_second", info -> info.load().publishesPerSecond()),
          new Gauge("deliveries_per_second", info -> info.load().deliveriesPerSecond()));

  double of(NodeInfo info) {
    return value.applyAsDouble(info);
  }
}
