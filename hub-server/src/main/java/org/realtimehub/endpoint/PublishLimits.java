package org.realtimehub.endpoint;

/**
 * Caps of a publish request.
 *
 * @param maxBody bytes
 * @param maxField bytes of one field
 * @param maxTopics number of topics
 * @param maxTopicLength characters
 */
record PublishLimits(long maxBody, long maxField, int maxTopics, int maxTopicLength) {

  /** Fields a request may have: its topics, and some more than the protocol knows. */
  int maxFields() {
    return maxTopics + 50;
  }
}
