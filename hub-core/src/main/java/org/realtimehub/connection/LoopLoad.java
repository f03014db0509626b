package org.realtimehub.connection;

/**
 * How busy an event loop is.
 *
 * @param delivered updates handed to connections since the start
 * @param lateMillis how much too late the loop's clock last ticked, or ticked not long ago
 */
public record LoopLoad(long delivered, long lateMillis) {}
