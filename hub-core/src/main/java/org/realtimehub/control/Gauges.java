package org.realtimehub.control;

import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.realtimehub.connection.Admission;
import org.realtimehub.feed.FeedCounts;
import org.realtimehub.publish.PublishCounts;

/**
 * What a node can be read at. Everything in it is thread-safe.
 *
 * @param canary seconds that the last canary took, empty when it was lost or none was sent
 */
public record Gauges(
    PublishCounts publishes,
    FeedCounts feed,
    Admission admission,
    Supplier<OptionalDouble> canary) {}
