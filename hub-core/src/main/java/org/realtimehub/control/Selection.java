package org.realtimehub.control;

import java.util.HashMap;
import java.util.Map;
import org.realtimehub.connection.Activity;
import org.realtimehub.connection.LiveConnection;
import org.realtimehub.topic.TopicMatcher;

/**
 * A filter at work on many connections. Most have the matchers of others, so what a matcher makes
 * of the topic is remembered. For one thread.
 */
final class Selection {

  private static final int REMEMBERED = 4_096;

  private final ConnectionFilter filter;
  private final long now;
  private final Map<TopicMatcher, Boolean> known = new HashMap<>();

  /**
   * @param now milliseconds since 1970
   */
  Selection(ConnectionFilter filter, long now) {
    this.filter = filter;
    this.now = now;
  }

  /** Whether the connection is meant, on its loop; on which node it is, is not looked at. */
  boolean means(LiveConnection connection) {
    return has(connection) && (!filter.thresholds().changing() || reaches(connection.activity()));
  }

  /** Whether how it is doing is as it must be. */
  boolean reaches(Activity activity) {
    return filter.thresholds().reachedBy(activity, now);
  }

  /** Whether the connection is meant but for how it is doing; on any thread. */
  boolean has(LiveConnection connection) {
    String id = filter.id();
    String address = filter.address();
    String subject = filter.subject();
    String topic = filter.topic();
    return (id == null || id.equals(connection.id()))
        && (address == null || address.equals(connection.address()))
        && (subject == null || subject.equals(connection.subject().orElse(null)))
        && filter.thresholds().reachedBy(connection.openedAt(), now)
        && (topic == null || concerns(topic, connection));
  }

  private boolean concerns(String topic, LiveConnection connection) {
    for (TopicMatcher matcher : connection.interest().matchers()) {
      if (concerns(topic, matcher)) {
        return true;
      }
    }
    return false;
  }

  private boolean concerns(String topic, TopicMatcher matcher) {
    Boolean before = known.get(matcher);
    if (before != null) {
      return before;
    }
    boolean concerns = matcher.value().equals(topic) || matcher.matches(topic);
    if (known.size() < REMEMBERED) {
      known.put(matcher, concerns);
    }
    return concerns;
  }
}
