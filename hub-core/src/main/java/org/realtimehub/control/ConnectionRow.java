package org.realtimehub.control;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimehub.connection.Activity;
import org.realtimehub.connection.LiveConnection;
import org.realtimehub.topic.TopicMatcher;

/**
 * One connection in a list.
 *
 * @param node id of the node that holds it
 * @param openedAt milliseconds since 1970
 */
public record ConnectionRow(
    String id,
    String node,
    @Nullable String subjectOrNull,
    String address,
    List<Match> matchers,
    long openedAt,
    Activity activity) {

  /**
   * What is subscribed to.
   *
   * @param type {@code exact}, {@code urlpattern} or {@code uritemplate}
   */
  public record Match(String type, String value) {

    static Match of(TopicMatcher matcher) {
      return new Match(matcher.type().wireName(), matcher.value());
    }

    static JsonArray toJson(List<Match> matches) {
      JsonArray json = new JsonArray();
      matches.forEach(m -> json.add(new JsonArray().add(m.type).add(m.value)));
      return json;
    }

    static List<Match> listOf(JsonArray json) {
      return json.stream()
          .map(m -> (JsonArray) m)
          .map(m -> new Match(m.getString(0), m.getString(1)))
          .toList();
    }
  }

  /** The {@code sub} of its token. */
  public Optional<String> subject() {
    return Optional.ofNullable(subjectOrNull);
  }

  /** When it last got an update, empty when it got none. */
  public Optional<Instant> lastDelivery() {
    return activity.lastDelivery() > openedAt
        ? Optional.of(Instant.ofEpochMilli(activity.lastDelivery()))
        : Optional.empty();
  }

  static ConnectionRow of(LiveConnection connection, String node, Activity activity) {
    return new ConnectionRow(
        connection.id(),
        node,
        connection.subject().orElse(null),
        connection.address(),
        connection.interest().matchers().stream().map(Match::of).toList(),
        connection.openedAt(),
        activity);
  }

  /** About how large it is in a message. */
  static long weight(LiveConnection connection) {
    long weight = 256L + connection.subject().map(String::length).orElse(0);
    for (TopicMatcher matcher : connection.interest().matchers()) {
      weight += 32L + matcher.value().length();
    }
    return weight;
  }

  JsonObject toJson() {
    return new JsonObject()
        .put("id", id)
        .put("subject", subjectOrNull)
        .put("address", address)
        .put("matchers", Match.toJson(matchers))
        .put("opened", openedAt)
        .put("lag", activity.lag())
        .put("waiting", activity.waitingBytes())
        .put("delivery", activity.lastDelivery());
  }

  static ConnectionRow of(JsonObject json, String node) {
    return new ConnectionRow(
        json.getString("id"),
        node,
        json.getString("subject"),
        json.getString("address"),
        Match.listOf(json.getJsonArray("matchers")),
        json.getLong("opened"),
        new Activity(json.getLong("lag"), json.getLong("waiting"), json.getLong("delivery")));
  }
}
