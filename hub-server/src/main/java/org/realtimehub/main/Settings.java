package org.realtimehub.main;

import java.time.Instant;
import java.util.Objects;
import org.realtimehub.config.ConnectionsConfig;
import org.realtimehub.config.HistoryConfig;
import org.realtimehub.config.HttpConfig;
import org.realtimehub.config.HubConfig;
import org.realtimehub.connection.AdmissionLimits;
import org.realtimehub.control.NodeFacts;
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

  private static String version() {
    String version = Settings.class.getPackage().getImplementationVersion();
    return Objects.requireNonNullElse(version, "(not packaged)");
  }

  /** What a node that starts now, and listens at these ports, says of itself. */
  static NodeFacts facts(HubConfig config, int port, int adminPort) {
    return new NodeFacts(
        config.url(),
        config.http().host() + ":" + port,
        config.admin().host() + ":" + adminPort,
        version(),
        Instant.now());
  }
}
