package org.realtimehub.access;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.realtimehub.topic.TopicMatcher;

/**
 * What a token permits: the topics it may publish to and those whose private updates it may
 * receive. Immutable and safe for any thread; equal by content, so that subscribers with equal
 * grants can share one instance and one decision.
 *
 * <p>draft-08, Publishers and Subscribers.
 */
public final class Grants {
  private static final Grants NONE = new Grants(Scope.NOTHING, Scope.NOTHING);

  private final Scope publish;
  private final Scope subscribe;

  Grants(Scope publish, Scope subscribe) {
    this.publish = publish;
    this.subscribe = subscribe;
  }

  /** Grants nothing: what a client without a token has. */
  public static Grants none() {
    return NONE;
  }

  /** Grants publishing and subscribing to what any of the matchers matches. */
  public static Grants of(Collection<TopicMatcher> publish, Collection<TopicMatcher> subscribe) {
    return new Grants(new Scope(publish), new Scope(subscribe));
  }

  /** Whether every topic of an update may be published to; no topics, no permission. */
  public boolean permitsPublish(List<String> topics) {
    for (String topic : topics) {
      if (!publish.covers(topic)) {
        return false;
      }
    }
    return !topics.isEmpty();
  }

  /** Whether a private update may be received: one granted topic is enough. */
  public boolean permitsSubscribe(List<String> topics) {
    for (String topic : topics) {
      if (subscribe.covers(topic)) {
        return true;
      }
    }
    return false;
  }

  public boolean permitsSubscribe(String topic) {
    return subscribe.covers(topic);
  }

  /** Which topics may be published to, for operators; in no order. */
  public Set<TopicMatcher> publish() {
    return publish.matchers();
  }

  /** Of which topics private updates may be received, for operators; in no order. */
  public Set<TopicMatcher> subscribe() {
    return subscribe.matchers();
  }

  public boolean hasSubscribe() {
    return !subscribe.isEmpty();
  }

  public boolean hasPublish() {
    return !publish.isEmpty();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Grants that
        && publish.equals(that.publish)
        && subscribe.equals(that.subscribe);
  }

  @Override
  public int hashCode() {
    return 31 * publish.hashCode() + subscribe.hashCode();
  }

  @Override
  public String toString() {
    return "Grants[publish=" + publish + ", subscribe=" + subscribe + "]";
  }
}
