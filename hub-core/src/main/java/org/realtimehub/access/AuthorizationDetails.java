package org.realtimehub.access;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.realtimehub.topic.InvalidTopicException;
import org.realtimehub.topic.Matchers;
import org.realtimehub.topic.TopicMatcher;
import org.realtimehub.topic.TopicText;

/**
 * Reads the claim {@code authorization_details} (draft-08, Authorization Details and Topic Matcher
 * List). One malformed Mercure detail refuses the token: acting on the rest would silently change
 * what the issuer granted.
 */
final class AuthorizationDetails {
  private static final String CLAIM = "authorization_details";
  private static final String MERCURE_TYPE = "https://mercure.rocks/authorization-detail";

  private final TokenLimits limits;
  private final Matchers matchers;

  AuthorizationDetails(TokenLimits limits, Matchers matchers) {
    this.limits = limits;
    this.matchers = matchers;
  }

  record Permissions(Grants grants, Payloads payloads) {}

  Permissions read(Claims claims) throws RefusedException {
    List<TopicMatcher> publish = new ArrayList<>();
    List<TopicMatcher> subscribe = new ArrayList<>();
    List<Payloads.Entry> payloads = new ArrayList<>();
    for (JsonObject detail : mercureDetails(claims)) {
      List<?> actions = nonEmptyArray(detail, "actions");
      if (!actions.stream().allMatch(String.class::isInstance)) {
        throw new RefusedException("actions of an authorization detail are not strings");
      }
      List<TopicMatcher> topics = topics(detail);
      if (detail.containsKey("payload") && !(detail.getValue("payload") instanceof JsonObject)) {
        throw new RefusedException("payload of an authorization detail is not an object");
      }
      if (actions.contains("publish")) {
        publish.addAll(topics);
      }
      if (actions.contains("subscribe")) {
        subscribe.addAll(topics);
        payloads.add(new Payloads.Entry(new Scope(topics), detail.getJsonObject("payload")));
      }
    }
    return new Permissions(Grants.of(publish, subscribe), Payloads.firstOf(payloads));
  }

  private List<JsonObject> mercureDetails(Claims claims) throws RefusedException {
    List<JsonObject> details = new ArrayList<>();
    if (!claims.has(CLAIM)) {
      return details;
    }
    if (!(claims.value(CLAIM) instanceof JsonArray array)) {
      throw new RefusedException(CLAIM + " is not an array");
    }
    for (Object element : array) {
      if (!(element instanceof JsonObject detail)) {
        throw new RefusedException("an authorization detail is not an object");
      }
      if (MERCURE_TYPE.equals(detail.getValue("type"))) {
        details.add(detail);
      }
    }
    if (details.size() > limits.maxDetails()) {
      throw new RefusedException("too many authorization details");
    }
    return details;
  }

  private List<TopicMatcher> topics(JsonObject detail) throws RefusedException {
    List<?> elements = nonEmptyArray(detail, "topics");
    if (elements.size() > limits.maxTopicsPerDetail()) {
      throw new RefusedException("too many topics in an authorization detail");
    }
    List<TopicMatcher> topics = new ArrayList<>(elements.size());
    for (Object element : elements) {
      if (!(element instanceof JsonObject topic)) {
        throw new RefusedException("a topic of an authorization detail is not an object");
      }
      topics.add(matcher(topic));
    }
    return topics;
  }

  private TopicMatcher matcher(JsonObject topic) throws RefusedException {
    if (!(topic.getValue("match") instanceof String match)
        || match.isEmpty()
        || match.length() > limits.maxMatcherLength()
        || TopicText.violation(match).isPresent()) {
      throw new RefusedException("match of a topic is missing or not a valid text");
    }
    Object type = topic.containsKey("match_type") ? topic.getValue("match_type") : "exact";
    try {
      if ("exact".equals(type)) {
        return matchers.exact(match);
      }
      if ("urlpattern".equals(type)) {
        return matchers.urlPattern(match);
      }
    } catch (InvalidTopicException e) {
      throw new RefusedException("match of a topic is not a valid matcher");
    }
    throw new RefusedException("match_type of a topic is not supported");
  }

  /** The elements of an array, objects among them as {@link JsonObject}. */
  private static List<?> nonEmptyArray(JsonObject detail, String name) throws RefusedException {
    if (detail.getValue(name) instanceof JsonArray array && !array.isEmpty()) {
      return array.stream().toList();
    }
    throw new RefusedException(name + " of an authorization detail is not a non-empty array");
  }
}
