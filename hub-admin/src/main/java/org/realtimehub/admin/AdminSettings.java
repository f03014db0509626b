package org.realtimehub.admin;

import java.time.Duration;
import org.realtimehub.connection.SweepLimits;

/**
 * What the admin side is told by the configuration.
 *
 * @param port 0 for a free one
 * @param sweepEvery time between two sweeps
 */
public record AdminSettings(String host, int port, Duration sweepEvery, SweepLimits sweepLimits) {}
