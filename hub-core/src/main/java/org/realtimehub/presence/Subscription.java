package org.realtimehub.presence;

import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.realtimehub.topic.MatcherType;
import org.realtimehub.topic.TopicMatcher;
import org.realtimehub.update.SubscriptionEvent;

/**
 * One matcher of one subscriber, as others see it (draft-08 and draft-07, "Active Subscriptions").
 */
public final class Subscription {

  private static final String SUBSCRIBER = "urn:uuid:";
  private static final Pattern UNRESERVED = Pattern.compile("[A-Za-z0-9._~-]*");

  private final String basePath;
  private final String matchType;
  private final String match;
  private final String subscriber;
  private final @Nullable Object payload;

  /**
   * @param basePath path of the hub's URL
   * @param matchType as it stands in topics
   * @param match what was subscribed to, as the subscriber wrote it
   * @param subscriber IRI of the subscriber
   * @param payload what the subscriber's token attaches to this subscription, null for nothing
   */
  Subscription(
      String basePath,
      String matchType,
      String match,
      String subscriber,
      @Nullable Object payload) {
    this.basePath = basePath;
    this.matchType = matchType;
    this.match = match;
    this.subscriber = subscriber;
    this.payload = payload;
  }

  /** The IRI by which others know a connection. */
  public static String subscriberOf(String connectionId) {
    return SUBSCRIBER + connectionId;
  }

  /** The id of the connection that others know by an IRI, empty when it is no such IRI. */
  public static Optional<String> connectionOf(String subscriber) {
    return subscriber.startsWith(SUBSCRIBER)
        ? Optional.of(subscriber.substring(SUBSCRIBER.length()))
        : Optional.empty();
  }

  /** A selector of the older protocol that is no template selects like an exact matcher. */
  static String matchTypeOf(TopicMatcher matcher) {
    boolean plain = matcher.type() == MatcherType.URI_TEMPLATE && matcher.value().indexOf('{') < 0;
    return (plain ? MatcherType.EXACT : matcher.type()).wireName();
  }

  public String matchType() {
    return matchType;
  }

  /** What was subscribed to, as the subscriber wrote it. */
  public String match() {
    return match;
  }

  /** IRI of the subscriber. */
  public String subscriber() {
    return subscriber;
  }

  /** A JSON value, null for nothing. */
  public @Nullable Object payload() {
    return payload;
  }

  /** Topic of the subscription's events, and path of its resource. */
  public String topic() {
    return collection(basePath, matchType, match) + "/" + encode(subscriber);
  }

  /** The same in the older protocol, which has no matcher types. */
  public String draft07Topic() {
    return draft07Collection(basePath, match) + "/" + encode(subscriber);
  }

  /** Path of all subscriptions with a matcher. */
  public static String collection(String basePath, String matchType, String match) {
    return basePath + "/subscriptions/" + matchType + "/" + encode(match);
  }

  static String draft07Collection(String basePath, String match) {
    return basePath + "/subscriptions/" + encode(match);
  }

  public JsonObject document(boolean active) {
    JsonObject document =
        new JsonObject()
            .put("id", topic())
            .put("type", "subscription")
            .put("match_type", matchType)
            .put("match", match)
            .put("subscriber", subscriber)
            .put("active", active);
    return payload == null ? document : document.put("payload", payload);
  }

  /** JSON-LD; the context is left to the document around it where there is one. */
  public JsonObject draft07Document(boolean active) {
    return SubscriptionEvent.draft07(document(active), draft07Topic());
  }

  /** RFC 6570 simple expansion: everything but unreserved characters is encoded. */
  public static String encode(String value) {
    if (UNRESERVED.matcher(value).matches()) {
      return value;
    }
    return URLEncoder.encode(value, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("*", "%2A")
        .replace("%7E", "~");
  }
}
