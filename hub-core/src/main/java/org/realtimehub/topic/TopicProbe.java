package org.realtimehub.topic;

import org.jspecify.annotations.Nullable;
import org.realtimehub.topic.pattern.UrlPattern;
import org.realtimehub.topic.url.Url;

/** One topic that is held against many matchers, resolved as a URL at most once. */
final class TopicProbe {

  private final String topic;
  private final @Nullable HubUrl hub;
  private boolean resolved;
  private @Nullable Url url;
  private @Nullable String urlKey;

  /**
   * @param hub of the URL patterns; null if there are none
   */
  TopicProbe(String topic, @Nullable HubUrl hub) {
    this.topic = topic;
    this.hub = hub;
  }

  /** See {@link UrlPattern#key}; null if the topic is no URL reference. */
  @Nullable String urlKey() {
    resolve();
    return urlKey;
  }

  private void resolve() {
    if (resolved) {
      return;
    }
    resolved = true;
    url = hub == null ? null : hub.resolve(topic).orElse(null);
    urlKey = url == null ? null : UrlPattern.key(url);
  }

  boolean matches(MatcherEntry<?> entry) {
    TopicMatcher matcher = entry.matcherOrNull();
    if (matcher instanceof UrlPatternMatcher pattern) {
      resolve();
      return url != null && urlKey != null && entry.mayMatch(urlKey) && pattern.matches(url);
    }
    return matcher != null && entry.mayMatch(topic) && matcher.matches(topic);
  }
}
