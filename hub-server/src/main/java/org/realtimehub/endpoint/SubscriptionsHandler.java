package org.realtimehub.endpoint;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.realtimehub.access.AccessToken;
import org.realtimehub.access.Action;
import org.realtimehub.access.Dialect;
import org.realtimehub.delivery.Interest;
import org.realtimehub.http.HeaderText;
import org.realtimehub.http.Refusal;
import org.realtimehub.presence.ActiveSubscriptions;
import org.realtimehub.presence.Listing;
import org.realtimehub.presence.Subscription;
import org.realtimehub.update.SubscriptionEvent;

/**
 * The active subscriptions: all, those of one matcher, or one (draft-08 and draft-07, "Subscription
 * API"). The token's protocol decides which form is answered.
 */
final class SubscriptionsHandler {

  private static final Pattern ENTITY_TAG = Pattern.compile("\"[^\"]*\"");
  private static final int RETRY_SECONDS = 2;

  private final String hubUrl;
  private final String basePath;
  private final Authentication authentication;
  private final ActiveSubscriptions subscriptions;
  private final HeadId headId;

  SubscriptionsHandler(
      String hubUrl,
      String basePath,
      Authentication authentication,
      ActiveSubscriptions subscriptions,
      HeadId headId) {
    this.hubUrl = hubUrl;
    this.basePath = basePath;
    this.authentication = authentication;
    this.subscriptions = subscriptions;
    this.headId = headId;
  }

  void handle(Exchange exchange) throws Refusal {
    exchange.then(
        authentication.verify(
            authentication.credential(exchange.request(), exchange.query()), Action.SUBSCRIBE),
        verified -> {
          AccessToken token = authentication.required(verified);
          authentication.requireUnrestricted(token);
          String path = exchange.request().path();
          if (!token.grants().permitsSubscribe(path)) {
            throw authentication
                .challenge()
                .insufficientScope("the access token does not permit subscribing to " + path);
          }
          find(exchange, path, token);
        });
  }

  private void find(Exchange exchange, String path, AccessToken token) throws Refusal {
    boolean draft07 = token.dialect() == Dialect.DRAFT_07;
    SubscriptionPath wanted = SubscriptionPath.parse(path, basePath, draft07);
    Interest interest = new Interest(List.of(), token.grants(), token.dialect(), "");
    Future<Optional<Listing>> listing =
        subscriptions.select(wanted.selection()).recover(Resume::unreadable);
    exchange.then(
        listing,
        known -> {
          Listing found = known.orElseThrow(SubscriptionsHandler::notYet);
          exchange.then(
              headId.visibleTo(interest, found.at()),
              head -> answer(exchange, wanted, draft07, found, head));
        });
  }

  private static Refusal notYet() {
    return Refusal.unavailable(
        "this node does not know yet who is subscribed at the others", RETRY_SECONDS);
  }

  private void answer(
      Exchange exchange,
      SubscriptionPath wanted,
      boolean draft07,
      Listing listing,
      HeadId.Head head)
      throws Refusal {
    JsonObject document = new JsonObject();
    if (wanted.single()) {
      Subscription only = only(listing).orElseThrow(wanted::notFound);
      document.mergeIn(document(only, draft07));
    } else {
      document.put("id", wanted.path()).put("type", draft07 ? "Subscriptions" : "subscriptions");
    }
    if (draft07) {
      document.put("@context", SubscriptionEvent.JSON_LD_CONTEXT).put("lastEventID", head.id());
    }
    if (writeHead(exchange, draft07, head)) {
      exchange.response().setStatusCode(304).end();
    } else if (wanted.single()) {
      exchange.response().end(document.toBuffer());
    } else {
      new ListingAnswer(exchange, document, listing, found -> document(found, draft07)).begin();
    }
  }

  private static Optional<Subscription> only(Listing listing) {
    while (!listing.done()) {
      List<Subscription> found = listing.next();
      if (!found.isEmpty()) {
        return Optional.of(found.get(0));
      }
    }
    return Optional.empty();
  }

  private static JsonObject document(Subscription subscription, boolean draft07) {
    return draft07 ? subscription.draft07Document(true) : subscription.document(true);
  }

  /** Sets the headers, and says whether the client has the answer already. */
  private boolean writeHead(Exchange exchange, boolean draft07, HeadId.Head head) {
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
      return true;
    }
    response.putHeader(
        HttpHeaders.CONTENT_TYPE, draft07 ? "application/ld+json" : "application/json");
    return false;
  }

  /** Weak comparison: proxies that compress weaken the tag (RFC 9110, section 13.1.2). */
  private static boolean isCurrent(String etag, HttpServerRequest request) {
    String known = String.join(",", request.headers().getAll(HttpHeaders.IF_NONE_MATCH));
    return known.trim().equals("*")
        || ENTITY_TAG.matcher(known).results().anyMatch(tag -> tag.group().equals(etag));
  }
}
