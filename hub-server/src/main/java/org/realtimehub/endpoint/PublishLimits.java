package org.realtimehub.endpoint;

import org.realtimehub.config.PublishConfig;

/**
 * Caps of a publish request.
 *
 * @param maxBody bytes
 * @param maxField bytes of one field
 * @param maxTopics number of topics
 * @param maxTopicLength characters
 * @param maxDelayed updates that may wait to be delivered, 0 for none
 */
public record PublishLimits(
    long maxBody, long maxField, int maxTopics, int maxTopicLength, int maxDelayed) {

  public static PublishLimits of(PublishConfig config) {
    return new PublishLimits(
        config.maxBody(),
        config.maxField(),
        config.maxTopics(),
        config.maxTopicLength(),
        config.maxDelayed());
  }

  /** Fields a request may have: its topics, and some more than the protocol knows. */
  public int maxFields() {
    return maxTopics + 50;
  }
}
