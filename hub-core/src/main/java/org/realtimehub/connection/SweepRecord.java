package org.realtimehub.connection;

import java.time.Duration;
import java.time.Instant;

/**
 * A sweep of a node that is over.
 *
 * @param dryRun nothing was closed: the report tells what would have been
 */
public record SweepRecord(
    Instant started,
    Duration took,
    SweepTrigger trigger,
    boolean dryRun,
    SweepLimits limits,
    SweepReport report) {}
