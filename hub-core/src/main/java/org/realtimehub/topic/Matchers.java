package org.realtimehub.topic;

import java.util.Optional;
import org.realtimehub.topic.pattern.InvalidPatternException;
import org.realtimehub.topic.pattern.UrlPattern;
import org.realtimehub.topic.template.TemplateTooComplexException;
import org.realtimehub.topic.template.UriTemplate;

/**
 * Makes matchers out of what clients write. It knows the hub's URL, against which relative patterns
 * and topics are resolved.
 *
 * <p>Immutable and safe for any thread. Values are limited in length by the caller. Source:
 * draft-08, "Matcher Types"; draft-07, "Topic Selectors".
 */
public final class Matchers {

  private final HubUrl hub;

  /**
   * @param hubUrl absolute, as in {@code https://example.com/.well-known/mercure}
   * @throws IllegalArgumentException if it is not
   */
  public Matchers(String hubUrl) {
    this.hub = new HubUrl(hubUrl);
  }

  /**
   * A matcher for one topic, compared byte for byte; {@code *} matches all.
   *
   * @throws InvalidTopicException if the value contains characters that no topic can contain
   */
  public TopicMatcher exact(String value) throws InvalidTopicException {
    checkText(value);
    return value.equals(AnyTopicMatcher.VALUE)
        ? new AnyTopicMatcher(MatcherType.EXACT)
        : new ExactMatcher(MatcherType.EXACT, value);
  }

  /**
   * A matcher for the topics that match a URL pattern, case-sensitively; {@code *} matches all,
   * also topics that are no URL.
   *
   * @throws InvalidTopicException if the pattern is malformed, or a group in parentheses cannot be
   *     evaluated in linear time, or it is too complex
   */
  public TopicMatcher urlPattern(String value) throws InvalidTopicException {
    checkText(value);
    if (value.equals(AnyTopicMatcher.VALUE)) {
      return new AnyTopicMatcher(MatcherType.URL_PATTERN);
    }
    try {
      return new UrlPatternMatcher(value, UrlPattern.parse(value, hub.url()), hub);
    } catch (InvalidPatternException e) {
      throw new InvalidTopicException("the URL pattern is not valid: " + e.getMessage());
    }
  }

  /**
   * A selector of draft-07: {@code *} for all topics, else the topic that is equal, else, if the
   * value is a URI template, the topics that it can expand to.
   *
   * @throws InvalidTopicException if the value contains characters that no topic can contain, or
   *     the template is too complex; a malformed template is no error
   */
  public TopicMatcher selector(String value) throws InvalidTopicException {
    checkText(value);
    if (value.equals(AnyTopicMatcher.VALUE)) {
      return new AnyTopicMatcher(MatcherType.URI_TEMPLATE);
    }
    try {
      Optional<UriTemplate> template = UriTemplate.parse(value);
      return template.isEmpty() || template.get().matchesOnlyItself()
          ? new ExactMatcher(MatcherType.URI_TEMPLATE, value)
          : new UriTemplateMatcher(value, template.get());
    } catch (TemplateTooComplexException e) {
      throw new InvalidTopicException("the URI template is too complex");
    }
  }

  /**
   * Whether a topic lies in the namespace of the resources that the hub itself generates: its URL's
   * path and everything below, on any scheme and authority.
   *
   * <p>Source: draft-08, "Publication", field {@code topic}.
   */
  public boolean isReserved(String topic) {
    return hub.isReserved(topic);
  }

  private static void checkText(String value) throws InvalidTopicException {
    Optional<String> violation = TopicText.violation(value);
    if (violation.isPresent()) {
      throw new InvalidTopicException("the value " + violation.get());
    }
  }
}
