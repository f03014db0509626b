package org.realtimehub.admin;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.ToDoubleFunction;
import org.realtimehub.admin.health.CanaryReport;
import org.realtimehub.admin.health.HealthReport;
import org.realtimehub.cluster.Membership;
import org.realtimehub.connection.CloseReason;
import org.realtimehub.connection.LoopState;
import org.realtimehub.feed.FeedCounts;
import org.realtimehub.publish.PublishCounts;

/** {@code /metrics} in the text format of Prometheus. No label has values that clients choose. */
final class Metrics {

  private static final long PATIENCE_MILLIS = 2_000;

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final PrometheusRegistry collectors = registry.getPrometheusRegistry();
  private final NodeView node;

  private final Health health;

  /** What was found when it was last asked. */
  private volatile Found found = new Found(Optional.empty(), Double.NaN, false);

  /**
   * What has to be asked for.
   *
   * @param loops empty when one of them does not answer
   * @param retained updates in the log, {@link Double#NaN} when it does not answer
   */
  private record Found(Optional<LoopState> loops, double retained, boolean ready) {}

  Metrics(NodeView node, Health health) {
    this.node = node;
    this.health = health;
    connections();
    publishes(node.counts().publishes());
    feed(node.counts().feed());
    cluster(node.membership());
    health(node.flow().canary(), node.flow().delayed());
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  private void connections() {
    Gauge.builder("hub.connections", node.connections(), c -> c.size())
        .description("Open connections")
        .register(registry);
    Gauge.builder("hub.connections.max", node.admission(), a -> a.limits().max())
        .description("Places for connections")
        .register(registry);
    Gauge.builder("hub.connections.waiting", node.admission(), a -> a.waiting())
        .description("Newcomers that wait for a place")
        .register(registry);
    FunctionCounter.builder(
            "hub.connections.opened", node.connections().counts(), c -> c.totalOpened())
        .description("Connections opened since the start")
        .register(registry);
    for (CloseReason reason : CloseReason.values()) {
      FunctionCounter.builder(
              "hub.connections.closed",
              node.connections().counts(),
              counts -> counts.totalClosed(reason))
          .tag("reason", reason.label())
          .description("Connections closed since the start")
          .register(registry);
    }
    FunctionCounter.builder(
            "hub.deliveries",
            node.loops(),
            loops -> loops.stream().mapToLong(loop -> loop.load().delivered()).sum())
        .description("Updates handed to connections since the start")
        .register(registry);
    loop("hub.consumers", "Registrations in the topic indexes", LoopState::consumers);
    loop("hub.cursors.behind", "Subscribers that are catching up", LoopState::cursorsBehind);
    loop("hub.timeouts", "Deadlines that are set", LoopState::timeouts);
    loop("hub.pending.bytes", "Bytes that sockets have not taken", LoopState::pendingBytes);
  }

  private void loop(String name, String description, ToDoubleFunction<LoopState> value) {
    Gauge.builder(
            name, this, metrics -> metrics.found.loops.map(value::applyAsDouble).orElse(Double.NaN))
        .description(description)
        .register(registry);
  }

  private void publishes(PublishCounts counts) {
    FunctionCounter.builder("hub.publishes.accepted", counts, PublishCounts::accepted)
        .description("Updates the log took")
        .register(registry);
    FunctionCounter.builder("hub.publishes.unavailable", counts, PublishCounts::unavailable)
        .description("Updates the log could not take")
        .register(registry);
    FunctionCounter.builder("hub.appends", counts, PublishCounts::appends)
        .description("Appends to the log")
        .register(registry);
    FunctionCounter.builder("hub.batches.sent", counts, PublishCounts::batches)
        .description("Batches of updates put on the event bus, each a message to every other node")
        .register(registry);
    collectors.register(
        new LatencyHistogram(
            "hub_publish_latency",
            "From the arrival of a publish to its place in the log",
            counts.latency()));
  }

  private void feed(FeedCounts counts) {
    FunctionCounter.builder("hub.batches.received", counts, FeedCounts::batches)
        .description("Batches of updates the event bus brought, those of this node included")
        .register(registry);
    FunctionCounter.builder("hub.feed.repairs", counts, FeedCounts::repairs)
        .description("Reads of the log that brought updates the event bus had not")
        .register(registry);
    FunctionCounter.builder("hub.feed.restarts", counts, FeedCounts::restarts)
        .description("Times the log no longer held what followed")
        .register(registry);
    collectors.register(
        new LatencyHistogram(
            "hub_delivery_latency",
            "From the arrival of updates at this node until a loop handed them to all live subscribers",
            counts.latency()));
  }

  private void cluster(Membership membership) {
    Gauge.builder("hub.cluster.nodes", membership, m -> m.nodes().size())
        .description("Nodes that are together, this one included")
        .register(registry);
  }

  private void health(CanaryReport canary, IntSupplier delayed) {
    Gauge.builder("hub.ready", this, metrics -> metrics.found.ready ? 1 : 0)
        .description("Whether the node can take work")
        .register(registry);
    Gauge.builder("hub.log.retained", this, metrics -> metrics.found.retained)
        .description("Updates that the log retains")
        .register(registry);
    Gauge.builder("hub.delayed", delayed, IntSupplier::getAsInt)
        .description("Updates that wait to be delivered later")
        .strongReference(true)
        .register(registry);
    Gauge.builder("hub.canary.latency", canary, c -> c.seconds().orElse(Double.NaN))
        .baseUnit("seconds")
        .description("How long the last canary took through log and bus")
        .register(registry);
    FunctionCounter.builder("hub.canary.lost", canary, CanaryReport::totalLost)
        .description("Canaries that did not come back")
        .register(registry);
  }

  private Future<String> scrape() {
    Future<Double> retained =
        Health.probe(node.log())
            .map(bounds -> (double) (bounds.head() - bounds.tail()))
            .otherwise(Double.NaN);
    // A loop that hangs is when the rest of the numbers is needed.
    Future<Optional<LoopState>> loops =
        node.state()
            .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
            .map(Optional::of)
            .otherwise(Optional.empty());
    return Future.all(loops, retained, health.report())
        .map(
            all -> {
              HealthReport report = all.resultAt(2);
              found = new Found(all.resultAt(0), all.resultAt(1), report.up());
              return registry.scrape();
            });
  }

  void mount(Router router) {
    router
        .get("/metrics")
        .handler(
            request ->
                scrape()
                    .onSuccess(
                        text ->
                            request
                                .response()
                                .putHeader(
                                    "Content-Type", "text/plain; version=0.0.4; charset=utf-8")
                                .end(text))
                    .onFailure(request::fail));
  }
}
