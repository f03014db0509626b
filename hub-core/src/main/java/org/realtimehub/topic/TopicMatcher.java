package org.realtimehub.topic;

/**
 * Decides which topics someone subscribes to, or is granted.
 *
 * <p>Immutable and safe for any thread. Two matchers are equal if they agree in type and value.
 * Made by {@link Matchers}.
 */
public sealed interface TopicMatcher
    permits AnyTopicMatcher, ExactMatcher, UrlPatternMatcher, UriTemplateMatcher {

  /** Takes time linear in the length of the topic. */
  boolean matches(String topic);

  MatcherType type();

  /** Exactly as the client wrote it. */
  String value();
}
