package org.realtimehub.control;

/**
 * How busy a node is.
 *
 * @param cpu of its process, 0 to 1 for all processors; negative when it is not known
 * @param lateMillis how much too late the clock of its worst event loop ticks
 */
public record NodeLoad(
    double cpu, long lateMillis, double publishesPerSecond, double deliveriesPerSecond) {}
