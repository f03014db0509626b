package org.realtimehub.stream;

import java.time.Duration;

/**
 * What connections are made with.
 *
 * @param stream how streams are written; format and hello are each connection's own
 * @param maxAge longest life of a stream, zero for no limit
 * @param maxAgeJitter part of the longest life, 0 to 1, by which it is randomly shortened
 * @param pollTimeout how long a long poll waits for an update
 * @param pollUpdates most updates in one long-poll answer
 * @param directWrites whether streams may be written past Vert.x
 */
public record ConnectionSettings(
    StreamSettings stream,
    Duration maxAge,
    double maxAgeJitter,
    Duration pollTimeout,
    int pollUpdates,
    boolean directWrites) {}
