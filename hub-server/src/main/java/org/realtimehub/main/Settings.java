package org.realtimehub.main;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntSupplier;
import org.realtimehub.admin.live.LogFacts;
import org.realtimehub.cluster.Membership;
import org.realtimehub.config.ConnectionsConfig;
import org.realtimehub.config.HistoryConfig;
import org.realtimehub.config.HttpConfig;
import org.realtimehub.config.HubConfig;
import org.realtimehub.connection.AdmissionLimits;
import org.realtimehub.connection.SweepLimits;
import org.realtimehub.control.NodeFacts;
import org.realtimehub.delay.DelayLimits;
import org.realtimehub.log.Retention;
import org.realtimehub.stream.ConnectionSettings;
import org.realtimehub.stream.StreamSettings;
import org.realtimehub.tracing.PublishTracing;
import org.realtimehub.tracing.TracingSettings;
import org.realtimehub.update.FrameFormat;

/** The configuration in the terms of the parts it configures. */
final class Settings {

  private Settings() {}

  /** One event loop per core unless it is configured. */
  static int loops(HttpConfig http) {
    return http.eventLoops() == 0 ? Runtime.getRuntime().availableProcessors() : http.eventLoops();
  }

  static Retention retention(HubConfig config) {
    HistoryConfig history = config.history();
    return new Retention(history.maxEvents(), history.maxBytes(), history.maxAge());
  }

  static AdmissionLimits admission(HubConfig config) {
    ConnectionsConfig connections = config.connections();
    return new AdmissionLimits(
        connections.max(),
        connections.maxWaiting(),
        connections.maxWait(),
        connections.perAddress(),
        connections.perToken());
  }

  static ConnectionSettings connections(HubConfig config) {
    StreamSettings stream =
        new StreamSettings(
            FrameFormat.SSE,
            false,
            config.http().writeBuffer(),
            config.subscribe().heartbeat().toMillis(),
            config.subscribe().retry().map(java.time.Duration::toMillis).orElse(0L),
            config.connections().retrySpread().toMillis());
    return new ConnectionSettings(
        stream,
        config.subscribe().maxAge(),
        config.subscribe().maxAgeJitter(),
        config.subscribe().longPollTimeout(),
        config.subscribe().historyPage(),
        config.http().directWrites());
  }

  static LogFacts log(HubConfig config) {
    HistoryConfig history = config.history();
    return new LogFacts(
        config.log().type().name().toLowerCase(Locale.ROOT),
        history.maxEvents(),
        history.maxBytes(),
        history.maxAge());
  }

  static DelayLimits delayLimits(HubConfig config) {
    return new DelayLimits(config.publish().maxDelayed(), config.publish().maxDelayedBytes());
  }

  /** Which of the nodes this one is, 0 for the first. */
  static IntSupplier rank(Membership membership) {
    return () ->
        (int) membership.nodes().stream().filter(n -> n.compareTo(membership.self()) < 0).count();
  }

  static PublishTracing tracing(HubConfig config, String node) {
    return config
        .tracing()
        .endpoint()
        .map(
            endpoint ->
                PublishTracing.to(
                    new TracingSettings(
                        endpoint, config.tracing().sample(), config.name(), node, version())))
        .orElseGet(PublishTracing::off);
  }

  static SweepLimits sweepLimits(HubConfig config) {
    return new SweepLimits(
        config.sweep().stalledAfter(),
        config.sweep().idleAfter(),
        config.sweep().expiredAfter(),
        config.sweep().overAgeAfter());
  }

  /** What a node that starts now says of itself. */
  static NodeFacts facts(HubConfig config) {
    return new NodeFacts(
        config.url(),
        config.http().host() + ":" + config.http().port(),
        config.admin().host() + ":" + config.admin().port(),
        version(),
        Instant.now());
  }

  static String version() {
    return Objects.requireNonNullElse(
        Settings.class.getPackage().getImplementationVersion(), "(not packaged)");
  }
}
