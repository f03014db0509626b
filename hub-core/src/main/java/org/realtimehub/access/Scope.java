package org.realtimehub.access;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.realtimehub.topic.MatcherType;
import org.realtimehub.topic.TopicMatcher;

/** A set of topic matchers, arranged so that exact topics are found without a scan. Immutable. */
final class Scope {
  static final Scope NOTHING = new Scope(List.of());

  private static final String EVERYTHING = "*";

  private final Set<TopicMatcher> matchers;
  private final Set<String> exact;
  private final List<TopicMatcher> patterns;
  private final boolean everything;
  private final int hash;

  Scope(Collection<TopicMatcher> matchers) {
    this.matchers = Set.copyOf(new LinkedHashSet<>(matchers));
    this.everything = matchers.stream().anyMatch(m -> m.value().equals(EVERYTHING));
    this.exact =
        this.matchers.stream()
            .filter(m -> m.type() == MatcherType.EXACT)
            .map(TopicMatcher::value)
            .collect(Collectors.toUnmodifiableSet());
    this.patterns = this.matchers.stream().filter(m -> m.type() != MatcherType.EXACT).toList();
    this.hash = this.matchers.hashCode();
  }

  Set<TopicMatcher> matchers() {
    return matchers;
  }

  boolean isEmpty() {
    return matchers.isEmpty();
  }

  boolean covers(String topic) {
    if (everything || exact.contains(topic)) {
      return true;
    }
    for (TopicMatcher pattern : patterns) {
      if (pattern.matches(topic)) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of the matchers is written exactly like {@code matcherValue}, or covers it. */
  boolean coversMatcher(String matcherValue) {
    return covers(matcherValue) || patterns.stream().anyMatch(m -> m.value().equals(matcherValue));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Scope that && hash == that.hash && matchers.equals(that.matchers);
  }

  @Override
  public int hashCode() {
    return hash;
  }

  @Override
  public String toString() {
    return matchers.toString();
  }
}
