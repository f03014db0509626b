package org.realtimehub.topic;

import java.util.List;
import org.realtimehub.topic.pattern.UrlPattern;
import org.realtimehub.topic.url.Url;

/** Matches topics that, resolved against the hub's URL, match a URL pattern. */
final class UrlPatternMatcher implements TopicMatcher {

  private final String value;
  private final UrlPattern pattern;
  private final HubUrl hub;

  UrlPatternMatcher(String value, UrlPattern pattern, HubUrl hub) {
    this.value = value;
    this.pattern = pattern;
    this.hub = hub;
  }

  @Override
  public boolean matches(String topic) {
    return hub.resolve(topic).filter(pattern::matches).isPresent();
  }

  boolean matches(Url topic) {
    return pattern.matches(topic);
  }

  List<String> keyTexts() {
    return pattern.keyTexts();
  }

  HubUrl hub() {
    return hub;
  }

  @Override
  public MatcherType type() {
    return MatcherType.URL_PATTERN;
  }

  @Override
  public String value() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UrlPatternMatcher that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return 31 * value.hashCode() + 1;
  }

  @Override
  public String toString() {
    return "UrlPatternMatcher[" + value + "]";
  }
}
