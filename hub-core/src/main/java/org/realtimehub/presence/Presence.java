package org.realtimehub.presence;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.realtimehub.connection.LiveConnection;
import org.realtimehub.topic.TopicMatcher;
import org.realtimehub.update.Event;
import org.realtimehub.update.Handling;
import org.realtimehub.update.SubscriptionEvent;
import org.realtimehub.update.Update;

/**
 * Tells who is subscribed: publishes a private update for every subscription that begins or ends.
 * Thread-safe.
 */
public final class Presence {

  private final String basePath;
  private final boolean draft07;
  private final String origin;
  private final @Nullable Consumer<Update> publish;

  /**
   * @param basePath path of the hub's URL
   * @param draft07 whether the older form is published too
   * @param origin id of this node
   * @param publish takes the updates
   */
  public Presence(String basePath, boolean draft07, String origin, Consumer<Update> publish) {
    this(draft07, basePath, origin, publish);
  }

  private Presence(
      boolean draft07, String basePath, String origin, @Nullable Consumer<Update> publish) {
    this.basePath = basePath;
    this.draft07 = draft07;
    this.origin = origin;
    this.publish = publish;
  }

  /** Announces nothing: for a hub whose active subscriptions are switched off. */
  public static Presence silent() {
    return new Presence(false, "", "", null);
  }

  public void began(LiveConnection connection) {
    announce(connection, true);
  }

  public void ended(LiveConnection connection) {
    announce(connection, false);
  }

  private void announce(LiveConnection connection, boolean active) {
    if (publish == null) {
      return;
    }
    for (Subscription subscription : subscriptions(connection)) {
      publish.accept(event(subscription, active, null));
    }
  }

  /** The subscriptions of one connection, one for each of its matchers, if others may know. */
  public List<Subscription> subscriptions(LiveConnection connection) {
    if (!connection.announced()) {
      return List.of();
    }
    String subscriber = Subscription.subscriberOf(connection.id());
    List<TopicMatcher> matchers = connection.interest().matchers();
    if (matchers.size() == 1) {
      return List.of(subscription(connection, matchers.get(0), subscriber));
    }
    List<Subscription> distinct = new ArrayList<>(matchers.size());
    Set<String> seen = new HashSet<>();
    for (TopicMatcher matcher : matchers) {
      Subscription subscription = subscription(connection, matcher, subscriber);
      // The same matcher in the words of both protocols is one subscription.
      if (seen.add(subscription.matchType() + ' ' + subscription.match())) {
        distinct.add(subscription);
      }
    }
    return List.copyOf(distinct);
  }

  private Subscription subscription(
      LiveConnection connection, TopicMatcher matcher, String subscriber) {
    return subscription(
        Subscription.matchTypeOf(matcher),
        matcher.value(),
        subscriber,
        connection.payloads().of(matcher.value()).orElse(null));
  }

  /** A subscription of any node of the hub, of which all parts are known. */
  public Subscription subscription(
      String matchType, String match, String subscriber, @Nullable Object payload) {
    return new Subscription(basePath, matchType, match, subscriber, payload);
  }

  /**
   * One update for both protocols: each subscriber gets its form.
   *
   * @param idempotencyKey by which the log knows an event that is told twice, null for none
   */
  public Update event(Subscription subscription, boolean active, @Nullable String idempotencyKey) {
    String document = subscription.document(active).encode();
    return new Update(
        "urn:uuid:" + UUID.randomUUID(),
        draft07
            ? List.of(subscription.topic(), subscription.draft07Topic())
            : List.of(subscription.topic()),
        new Event(document, SubscriptionEvent.TYPE, null),
        new Handling(true, false, 0, null, idempotencyKey, origin, 0));
  }
}
