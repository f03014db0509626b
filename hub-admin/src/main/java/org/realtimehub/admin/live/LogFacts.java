package org.realtimehub.admin.live;

import java.time.Duration;

/**
 * What the log is told by the configuration.
 *
 * @param type {@code memory}, {@code hazelcast} or {@code redis}
 * @param maxEvents updates that it keeps at most
 * @param maxAge how long it keeps one
 */
public record LogFacts(String type, int maxEvents, long maxBytes, Duration maxAge) {}
