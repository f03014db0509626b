package org.realtimehub.admin.topics;

/**
 * A topic at one moment.
 *
 * @param published updates since this node knows it
 * @param rate updates per second in about the last minute
 * @param last time of the last one in milliseconds since 1970, 0 when it was before this node
 *     listened
 */
record PublishedTopic(String topic, long published, double rate, long last) {}
