package org.realtimehub.topic;

import java.util.List;
import org.realtimehub.topic.template.UriTemplate;

/** Matches the topics that a URI template can expand to, and the template's own text. */
final class UriTemplateMatcher implements TopicMatcher {

  private final String value;
  private final UriTemplate template;

  UriTemplateMatcher(String value, UriTemplate template) {
    this.value = value;
    this.template = template;
  }

  @Override
  public boolean matches(String topic) {
    return topic.equals(value) || template.matches(topic);
  }

  List<String> texts() {
    return template.texts();
  }

  @Override
  public MatcherType type() {
    return MatcherType.URI_TEMPLATE;
  }

  @Override
  public String value() {
    return value;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof UriTemplateMatcher that && value.equals(that.value);
  }

  @Override
  public int hashCode() {
    return 31 * value.hashCode() + 2;
  }

  @Override
  public String toString() {
    return "UriTemplateMatcher[" + value + "]";
  }
}
