package org.realtimehub.delivery;

/**
 * How the loop's time is shared among subscribers that catch up.
 *
 * @param slicesPerTurn cursors that get a slice before the loop does other work
 * @param sliceUpdates most updates looked at for one cursor in its turn
 * @param sliceBytes most bytes read from the log for one slice
 * @param logReads most slices that are read from the log, or held, at a time
 * @param retryMillis pause before the log is read again after it failed
 * @param cachedTopics topics whose matching patterns are remembered
 */
public record DispatchLimits(
    int slicesPerTurn,
    int sliceUpdates,
    long sliceBytes,
    int logReads,
    long retryMillis,
    int cachedTopics) {

  public static final DispatchLimits DEFAULT =
      new DispatchLimits(16, 256, 1 << 20, 16, 500, 10_000);
}
