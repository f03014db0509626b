package org.realtimehub.config;

import java.net.URI;
import java.util.Optional;

/**
 * Traces of publishes, for OpenTelemetry.
 *
 * @param endpoint of a collector that speaks OTLP over HTTP, absent for no traces
 * @param sample which part of the publishes is traced, 0 to 1
 */
public record TracingConfig(Optional<URI> endpoint, double sample) {
  static final Key<Optional<URI>> ENDPOINT = Key.optional("tracing.endpoint", Types.url());
  static final Key<Double> SAMPLE = Key.of("tracing.sample", Types.fraction(), 1.0);

  public TracingConfig {
    ENDPOINT.check(endpoint);
    SAMPLE.check(sample);
  }

  static TracingConfig read(Values values) {
    return new TracingConfig(values.get(ENDPOINT), values.get(SAMPLE));
  }
}
