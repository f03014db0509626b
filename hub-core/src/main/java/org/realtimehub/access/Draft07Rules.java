package org.realtimehub.access;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimehub.topic.InvalidTopicException;
import org.realtimehub.topic.Matchers;
import org.realtimehub.topic.TopicMatcher;

/** Tokens with a {@code mercure} claim (draft-07, Authorization). */
final class Draft07Rules implements TokenRules {
  private static final String CLAIM = "mercure";

  /** Stands in for {@link #CLAIM}, and beats it, with identity providers that want a URL. */
  private static final String NAMESPACED_CLAIM = "https://mercure.rocks/";

  private final Optional<KeySource> publisher;
  private final Optional<KeySource> subscriber;
  private final TokenLimits limits;
  private final Matchers matchers;

  Draft07Rules(AccessSettings settings, Matchers matchers) {
    this.publisher = settings.draft07Publisher();
    this.subscriber = settings.draft07Subscriber();
    this.limits = settings.limits();
    this.matchers = matchers;
  }

  @Override
  public KeySource keys(Claims claims, Action role) throws RefusedException {
    mercure(claims);
    return (role == Action.PUBLISH ? publisher : subscriber)
        .orElseThrow(() -> new RefusedException("no draft-07 key for this role"));
  }

  @Override
  public void requireValid(Claims claims, Instant now) throws RefusedException {
    claims.requireCurrent(now);
  }

  /** Grants of the other role are read, so that a malformed claim is noticed, and left out. */
  @Override
  public AccessToken read(Claims claims, Action role) throws RefusedException {
    JsonObject mercure = mercure(claims);
    List<TopicMatcher> publish = selectors(mercure.getValue("publish"));
    List<TopicMatcher> subscribe = selectors(mercure.getValue("subscribe"));
    Object payload = mercure.getValue("payload");
    return new AccessToken(
        role == Action.PUBLISH ? Grants.of(publish, List.of()) : Grants.of(List.of(), subscribe),
        Dialect.DRAFT_07,
        claims.instant("exp"),
        claims.text("iss"),
        claims.text("sub"),
        claims.text("jti"),
        payload == null ? Payloads.none() : Payloads.always(payload));
  }

  private static JsonObject mercure(Claims claims) throws RefusedException {
    Object namespaced = claims.value(NAMESPACED_CLAIM);
    if ((namespaced == null ? claims.value(CLAIM) : namespaced) instanceof JsonObject mercure) {
      return mercure;
    }
    throw new RefusedException("neither an access token nor a mercure claim");
  }

  /** A claim that is JSON null counts as missing: some issuers write what they do not grant so. */
  private List<TopicMatcher> selectors(@Nullable Object claim) throws RefusedException {
    List<TopicMatcher> selectors = new ArrayList<>();
    if (claim == null) {
      return selectors;
    }
    if (!(claim instanceof JsonArray array)) {
      throw new RefusedException("topics of the mercure claim are not an array");
    }
    if (array.size() > limits.maxTopicsPerDetail()) {
      throw new RefusedException("too many topics in the mercure claim");
    }
    for (Object element : array) {
      if (!(element instanceof String selector) || selector.length() > limits.maxMatcherLength()) {
        throw new RefusedException("a topic of the mercure claim is not a string, or too long");
      }
      if (!selector.isEmpty()) {
        selectors.add(selector(selector));
      }
    }
    return selectors;
  }

  private TopicMatcher selector(String value) throws RefusedException {
    try {
      return matchers.selector(value);
    } catch (InvalidTopicException e) {
      throw new RefusedException("a topic of the mercure claim is not a valid selector");
    }
  }
}
