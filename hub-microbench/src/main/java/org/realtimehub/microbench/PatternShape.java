package org.realtimehub.microbench;

import java.util.Locale;
import org.realtimehub.topic.InvalidTopicException;
import org.realtimehub.topic.Matchers;
import org.realtimehub.topic.TopicMatcher;

/**
 * Families of distinct patterns, by what the index can tell them apart by. A topic of a family
 * matches the one pattern that has its number.
 */
public enum PatternShape {
  /** Each has a literal beginning of its own: the case that the index is made for. */
  OWN_PREFIX("https://example.com/shop-%d/orders/:id", "https://example.com/shop-%d/orders/%d"),
  /** The same as selectors of draft-07. */
  TEMPLATE("https://example.com/shop-%d/orders/{id}", "https://example.com/shop-%d/orders/%d"),
  /** All have the same literal beginning: they differ behind a wildcard only. */
  SHARED_PREFIX("https://example.com/:shop/orders-%d", "https://example.com/shop-%2$d/orders-%1$d"),
  TEMPLATE_SHARED_PREFIX(
      "https://example.com/{shop}/orders-%d", "https://example.com/shop-%2$d/orders-%1$d"),
  /** None has a literal beginning. */
  NO_PREFIX(
      "https://:shop.example.com/orders-%d/:id", "https://shop-%2$d.example.com/orders-%1$d/7"),
  /** They differ in nothing but a regular expression: the worst case. */
  REGEXP("https://example.com/:shop/(orders-%d)", "https://example.com/shop-%2$d/orders-%1$d");

  private final String pattern;
  private final String topic;

  PatternShape(String pattern, String topic) {
    this.pattern = pattern;
    this.topic = topic;
  }

  TopicMatcher matcher(Matchers matchers, int number) throws InvalidTopicException {
    String value = String.format(Locale.ROOT, pattern, number);
    return this == TEMPLATE || this == TEMPLATE_SHARED_PREFIX
        ? matchers.selector(value)
        : matchers.urlPattern(value);
  }

  /** One of any number of topics that the pattern of this number matches. */
  String topic(int number, int variant) {
    return String.format(Locale.ROOT, topic, number, variant);
  }
}
