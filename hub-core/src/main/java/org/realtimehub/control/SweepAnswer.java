package org.realtimehub.control;

import java.util.List;

/**
 * Sweeps of the nodes, newest first.
 *
 * @param missing nodes that did not answer, or whose sweep has not ended yet and goes on
 */
public record SweepAnswer(List<NodeSweep> sweeps, List<Missing> missing) {}
