package org.realtimehub.tracing;

import java.net.URI;

/**
 * Where traces go, and what they say of this node.
 *
 * @param endpoint of a collector that speaks OTLP over HTTP, without {@code /v1/traces}
 * @param sample which part of the publishes is traced, 0 to 1; a publisher that says in {@code
 *     traceparent} whether it traces decides for its own
 */
public record TracingSettings(
    URI endpoint, double sample, String hub, String node, String version) {}
