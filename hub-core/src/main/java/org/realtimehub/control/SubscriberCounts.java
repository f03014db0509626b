package org.realtimehub.control;

import java.util.List;
import java.util.Map;

/**
 * How many registrations have a matcher that selects a topic; who registered with several counts
 * several times.
 *
 * @param missing nodes that did not answer, whose subscribers are not counted
 */
public record SubscriberCounts(Map<String, Long> byTopic, List<Missing> missing) {}
