package org.realtimehub.config;

import java.util.Optional;

/**
 * Bounds of one update.
 *
 * @param maxBody largest body of a publish request, in bytes
 * @param maxField largest single form field, in bytes; at most {@code maxBody}
 * @param maxTopics most topics of one update
 * @param maxTopicLength longest topic, in characters
 * @param maxDelayed most updates that may wait to be delivered later, 0 for none
 * @param maxDelayedBytes how many bytes these may be together
 */
public record PublishConfig(
    long maxBody,
    long maxField,
    int maxTopics,
    int maxTopicLength,
    int maxDelayed,
    long maxDelayedBytes) {
  static final Key<Long> MAX_BODY =
      Key.of("publish.max-body", Types.size(1 << 10, 1 << 30), 1L << 20);
  static final Key<Optional<Long>> MAX_FIELD =
      Key.optional("publish.max-field", Types.size(1 << 10, 1 << 30));
  static final Key<Integer> MAX_TOPICS =
      Key.of("publish.max-topics", Types.wholeNumber(1, 10_000), 100);
  static final Key<Integer> MAX_TOPIC_LENGTH =
      Key.of("publish.max-topic-length", Types.wholeNumber(1, 1 << 20), 4096);
  static final Key<Integer> MAX_DELAYED =
      Key.of("publish.max-delayed", Types.wholeNumber(0, 10_000_000), 10_000);
  static final Key<Long> MAX_DELAYED_BYTES =
      Key.of("publish.max-delayed-bytes", Types.size(1 << 20, 1L << 40), 64L << 20);

  public PublishConfig {
    MAX_BODY.check(maxBody);
    MAX_FIELD.check(Optional.of(maxField));
    MAX_TOPICS.check(maxTopics);
    MAX_TOPIC_LENGTH.check(maxTopicLength);
    MAX_DELAYED.check(maxDelayed);
    MAX_DELAYED_BYTES.check(maxDelayedBytes);
    if (maxField > maxBody) {
      throw new ConfigException(
          MAX_FIELD.name(),
          "expected at most publish.max-body (%s), got \"%s\""
              .formatted(Units.show(maxBody), Units.show(maxField)));
    }
  }

  static PublishConfig read(Values values) {
    long maxBody = values.get(MAX_BODY);
    return new PublishConfig(
        maxBody,
        values.get(MAX_FIELD, maxBody),
        values.get(MAX_TOPICS),
        values.get(MAX_TOPIC_LENGTH),
        values.get(MAX_DELAYED),
        values.get(MAX_DELAYED_BYTES));
  }
}
