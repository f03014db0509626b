package org.realtimehub.control;

import org.realtimehub.connection.SweepRecord;

/**
 * A sweep of one node.
 *
 * @param node its id
 */
public record NodeSweep(String node, SweepRecord sweep) {}
