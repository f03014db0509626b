package org.realtimehub.endpoint;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.realtimehub.access.AccessToken;
import org.realtimehub.access.Grants;
import org.realtimehub.delivery.Interest;
import org.realtimehub.http.Form;
import org.realtimehub.http.Refusal;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.PastReader;
import org.realtimehub.log.PositionTokens;
import org.realtimehub.update.FrameFormat;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;

/**
 * Pages through the retained updates that match and that the client may see: on from a place, back
 * from a place, or only counting. Takes the parameters of a subscription, {@code limit}, and {@code
 * before} or {@code count}.
 */
final class HistoryHandler {

  /** A page ends when it weighs this much; a single heavier update is a page of its own. */
  private static final long MAX_PAGE_BYTES = 1 << 20;

  private static final ForwardReader.Most ALL =
      new ForwardReader.Most(Integer.MAX_VALUE, Long.MAX_VALUE);

  private final Authentication authentication;
  private final SubscribeRequest.Parser parser;
  private final Resume resume;
  private final EventLog log;
  private final PastReader past;
  private final PositionTokens tokens;
  private final int maxPage;

  HistoryHandler(
      Authentication authentication,
      SubscribeRequest.Parser parser,
      Resume resume,
      EventLog log,
      PositionTokens tokens,
      int maxPage) {
    this.authentication = authentication;
    this.parser = parser;
    this.resume = resume;
    this.log = log;
    this.past = new PastReader(log);
    this.tokens = tokens;
    this.maxPage = maxPage;
  }

  void handle(Exchange exchange) throws Refusal {
    Form query = exchange.query();
    SubscribeRequest wanted = parser.parse(exchange.request(), query);
    int limit = limit(query);
    Optional<String> before = query.first("before");
    boolean count = query.first("count").filter("1"::equals).isPresent();
    if (before.isPresent() && (count || wanted.lastEventId().isPresent())) {
      throw Refusal.badRequest(
          "\"before\" goes back, \"last_event_id\" and \"count\" go on: give one of them");
    }
    exchange.then(
        authentication.reader(exchange.request(), query),
        token -> {
          if (token.isPresent()) {
            authentication.requireUnrestricted(token.get());
          }
          Interest interest = interest(wanted, token);
          Future<JsonObject> answer =
              before.isPresent()
                  ? back(before.get(), interest, wanted.shape(), limit)
                  : count ? count(wanted, interest) : on(wanted, interest, limit);
          exchange.then(answer.recover(Resume::unreadable), document -> answer(exchange, document));
        });
  }

  private int limit(Form query) throws Refusal {
    String limit = query.first("limit").orElse(Integer.toString(maxPage));
    if (!limit.matches("[0-9]{1,6}") || Integer.parseInt(limit) == 0) {
      throw Refusal.badRequest("the value of \"limit\" is not a number from 1 to " + maxPage);
    }
    return Math.min(maxPage, Integer.parseInt(limit));
  }

  private static Interest interest(SubscribeRequest wanted, Optional<AccessToken> token) {
    Grants grants = token.map(AccessToken::grants).orElse(Grants.none());
    return new Interest(wanted.matchers(), grants, wanted.dialect(), "");
  }

  private static boolean isFor(Interest interest, LoggedUpdate logged, long now) {
    return logged.replayable(now)
        && interest.selects(logged.update())
        && interest.permits(logged.update());
  }

  private Future<JsonObject> on(SubscribeRequest wanted, Interest interest, int limit) {
    FrameFormat format = FrameFormat.NDJSON.shaped(wanted.shape());
    JsonArray updates = new JsonArray();
    ForwardReader.Most most = new ForwardReader.Most(limit, MAX_PAGE_BYTES);
    return read(wanted, interest, most, logged -> updates.add(json(logged, interest, format)))
        .map(read -> upTo(read, new JsonObject().put("updates", updates)));
  }

  private Future<JsonObject> count(SubscribeRequest wanted, Interest interest) {
    return read(wanted, interest, ALL, logged -> {})
        .map(read -> upTo(read, new JsonObject().put("count", read.found())));
  }

  private JsonObject upTo(ForwardReader read, JsonObject found) {
    return found
        .put("last_event_id", tokens.encode(read.reached()))
        .put("more", read.more())
        .put("gap", read.lost());
  }

  private Future<ForwardReader> read(
      SubscribeRequest wanted,
      Interest interest,
      ForwardReader.Most most,
      Consumer<LoggedUpdate> taker) {
    long now = InstantSource.system().millis();
    return resume
        .find(wanted.lastEventId().orElse(Resume.EARLIEST), interest)
        .compose(
            start ->
                log.bounds()
                    .compose(
                        bounds ->
                            new ForwardReader(
                                    log,
                                    logged -> isFor(interest, logged, now),
                                    taker,
                                    most,
                                    start.after().orElse(bounds.headPosition()),
                                    start.lost())
                                .read()));
  }

  private Future<JsonObject> back(
      String before, Interest interest, FrameFormat.Shape shape, int limit) {
    if (before.isEmpty()) {
      return pageBefore(null, interest, shape, limit);
    }
    return resume
        .find(before, interest)
        .compose(
            start ->
                // What came before a place that is not retained is not, either.
                start.lost()
                    ? Future.succeededFuture(page(new JsonArray(), null, true))
                    : pageBefore(start.after().orElse(null), interest, shape, limit));
  }

  private Future<JsonObject> pageBefore(
      @Nullable Position place, Interest interest, FrameFormat.Shape shape, int limit) {
    FrameFormat format = FrameFormat.NDJSON.shaped(shape);
    long now = InstantSource.system().millis();
    return past.page(logged -> isFor(interest, logged, now), place, limit)
        .map(
            read -> {
              JsonArray oldestFirst = new JsonArray();
              for (int i = read.updates().size() - 1; i >= 0; i--) {
                oldestFirst.add(json(read.updates().get(i), interest, format));
              }
              return page(oldestFirst, read.nextOrNull(), false);
            });
  }

  private JsonObject page(JsonArray updates, @Nullable Position before, boolean lost) {
    JsonObject page = new JsonObject().put("updates", updates);
    if (before != null) {
      page.put("before", tokens.encode(before));
    }
    return page.put("more", before != null).put("gap", lost);
  }

  private static JsonObject json(LoggedUpdate logged, Interest interest, FrameFormat format) {
    return format.json(logged.update(), interest.topicsToTell(logged.update()));
  }

  private static void answer(Exchange exchange, JsonObject document) {
    exchange
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(document.toBuffer());
  }
}
