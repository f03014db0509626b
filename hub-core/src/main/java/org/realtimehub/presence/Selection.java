package org.realtimehub.presence;

import org.jspecify.annotations.Nullable;

/**
 * Which subscriptions are asked for.
 *
 * @param matchType of the matcher, null for any
 * @param match what was subscribed to, null for anything
 * @param subscriber IRI of one subscriber, null for all; not without {@code match}
 */
public record Selection(
    @Nullable String matchType, @Nullable String match, @Nullable String subscriber) {

  public static final Selection ALL = new Selection(null, null, null);

  boolean includes(Subscription subscription) {
    return (match == null || match.equals(subscription.match()))
        && (matchType == null || matchType.equals(subscription.matchType()))
        && (subscriber == null || subscriber.equals(subscription.subscriber()));
  }
}
