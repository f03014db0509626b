package org.realtimehub.topic;

/** The reserved value {@code *}, which matches every topic whatever the type. */
record AnyTopicMatcher(MatcherType type) implements TopicMatcher {

  static final String VALUE = "*";

  @Override
  public boolean matches(String topic) {
    return true;
  }

  @Override
  public String value() {
    return VALUE;
  }
}
