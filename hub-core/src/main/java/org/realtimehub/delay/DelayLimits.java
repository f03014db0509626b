package org.realtimehub.delay;

/**
 * How much may wait to be delivered, in the memory of each node.
 *
 * @param updates most updates, 0 for none
 * @param bytes most bytes, by {@link org.realtimehub.update.Update#weight()}
 */
public record DelayLimits(int updates, long bytes) {}
