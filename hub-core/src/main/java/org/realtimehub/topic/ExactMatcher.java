package org.realtimehub.topic;

/** Matches the one topic that is the same, character for character. */
record ExactMatcher(MatcherType type, String value) implements TopicMatcher {

  @Override
  public boolean matches(String topic) {
    return topic.equals(value);
  }
}
