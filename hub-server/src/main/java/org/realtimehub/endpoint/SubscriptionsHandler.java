package org.realtimehub.endpoint;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.realtimehub.access.AccessToken;
import org.realtimehub.access.Action;
import org.realtimehub.access.Dialect;
import org.realtimehub.connection.Connections;
import org.realtimehub.delivery.Interest;
import org.realtimehub.http.HeaderText;
import org.realtimehub.http.Refusal;
import org.realtimehub.presence.Presence;
import org.realtimehub.presence.Subscription;
import org.realtimehub.update.SubscriptionEvent;

/**
 * The active subscriptions: all, those of one matcher, or one (draft-08 and draft-07, "Subscription
 * API"). The token's protocol decides which form is answered.
 */
final class SubscriptionsHandler {

  private static final Pattern ENTITY_TAG = Pattern.compile("\"[^\"]*\"");

  private final String hubUrl;
  private final String basePath;
  private final Authentication authentication;
  private final Connections connections;
  private final Presence presence;
  private final HeadId headId;

  SubscriptionsHandler(
      String hubUrl,
      String basePath,
      Authentication authentication,
      Connections connections,
      Presence presence,
      HeadId headId) {
    this.hubUrl = hubUrl;
    this.basePath = basePath;
    this.authentication = authentication;
    this.connections = connections;
    this.presence = presence;
    this.headId = headId;
  }

  void handle(Exchange exchange) throws Refusal {
    exchange.then(
        authentication.verify(
            authentication.credential(exchange.request(), exchange.query()), Action.SUBSCRIBE),
        verified -> {
          AccessToken token = authentication.required(verified);
          String path = exchange.request().path();
          if (!token.grants().permitsSubscribe(path)) {
            throw authentication
                .challenge()
                .insufficientScope("the access token does not permit subscribing to " + path);
          }
          exchange.then(head(token), head -> answer(exchange, path, token.dialect(), head));
        });
  }

  private Future<HeadId.Head> head(AccessToken token) {
    return headId.visibleTo(new Interest(List.of(), token.grants(), token.dialect(), ""));
  }

  private void answer(Exchange exchange, String path, Dialect dialect, HeadId.Head head)
      throws Refusal {
    boolean draft07 = dialect == Dialect.DRAFT_07;
    int depth = (int) path.substring(basePath.length()).chars().filter(c -> c == '/').count();
    int single = draft07 ? 3 : 4;
    if (depth > single || (!draft07 && depth == 2)) {
      throw notFound(path);
    }
    JsonObject document =
        depth == single ? one(path, draft07) : collection(path, depth == 1, draft07);
    if (draft07) {
      document.put("@context", SubscriptionEvent.JSON_LD_CONTEXT).put("lastEventID", head.id());
    }
    write(exchange, document, draft07, head);
  }

  private JsonObject one(String path, boolean draft07) throws Refusal {
    String wanted = canonical(path);
    Optional<Subscription> found =
        subscriptions().filter(s -> topic(s, draft07).equals(wanted)).findFirst();
    if (found.isEmpty()) {
      throw notFound(path);
    }
    return document(found.get(), draft07);
  }

  private JsonObject collection(String path, boolean all, boolean draft07) throws Refusal {
    String prefix = canonical(path) + "/";
    JsonArray documents = new JsonArray();
    subscriptions()
        .filter(s -> all || topic(s, draft07).startsWith(prefix))
        .forEach(s -> documents.add(document(s, draft07)));
    return new JsonObject()
        .put("id", path)
        .put("type", draft07 ? "Subscriptions" : "subscriptions")
        .put("subscriptions", documents);
  }

  /** Clients differ in which characters they encode; topics are encoded in one way. */
  private static String canonical(String path) throws Refusal {
    try {
      return Arrays.stream(path.split("/", -1))
          .map(s -> URLDecoder.decode(s.replace("+", "%2B"), StandardCharsets.UTF_8))
          .map(Subscription::encode)
          .collect(Collectors.joining("/"));
    } catch (IllegalArgumentException e) {
      throw notFound(path);
    }
  }

  private Stream<Subscription> subscriptions() {
    return connections.all().stream().flatMap(c -> presence.subscriptions(c).stream());
  }

  private static String topic(Subscription subscription, boolean draft07) {
    return draft07 ? subscription.draft07Topic() : subscription.topic();
  }

  private static JsonObject document(Subscription subscription, boolean draft07) {
    return draft07 ? subscription.draft07Document(true) : subscription.document(true);
  }

  private static Refusal notFound(String path) {
    return new Refusal(
        404, "not-found", "Not found", "there is no subscription resource at " + path);
  }

  private void write(Exchange exchange, JsonObject document, boolean draft07, HeadId.Head head) {
    HttpServerResponse response = exchange.response();
    String etag = '"' + head.tag() + '"';
    response
        .putHeader(HttpHeaders.ETAG, etag)
        .putHeader(HttpHeaders.CACHE_CONTROL, "private, must-revalidate, max-age=0")
        .putHeader(
            "Link",
            "<"
                + hubUrl
                + ">; rel=\"mercure\"; last-event-id=\""
                + HeaderText.encode(head.id().replace("\\", "\\\\").replace("\"", "\\\""))
                + '"'
                + (draft07 ? "" : "; type=\"mercure\"; content-type=\"application/json\""));
    response.headers().add(HttpHeaders.VARY, "Authorization, Cookie");
    if (isCurrent(etag, exchange.request())) {
      response.setStatusCode(304).end();
      return;
    }
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, draft07 ? "application/ld+json" : "application/json")
        .end(document.toBuffer());
  }

  /** Weak comparison: proxies that compress weaken the tag (RFC 9110, section 13.1.2). */
  private static boolean isCurrent(String etag, HttpServerRequest request) {
    String known = String.join(",", request.headers().getAll(HttpHeaders.IF_NONE_MATCH));
    return known.trim().equals("*")
        || ENTITY_TAG.matcher(known).results().anyMatch(tag -> tag.group().equals(etag));
  }
}
