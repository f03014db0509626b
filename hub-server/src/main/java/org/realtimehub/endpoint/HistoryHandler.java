package org.realtimehub.endpoint;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.Optional;
import org.realtimehub.access.AccessToken;
import org.realtimehub.access.Dialect;
import org.realtimehub.access.Grants;
import org.realtimehub.delivery.Interest;
import org.realtimehub.http.Form;
import org.realtimehub.http.Refusal;
import org.realtimehub.log.Bounds;
import org.realtimehub.log.EventLog;
import org.realtimehub.log.PositionTokens;
import org.realtimehub.log.ReadResult;
import org.realtimehub.update.FrameFormat;
import org.realtimehub.update.LoggedUpdate;
import org.realtimehub.update.Position;

/**
 * Pages through the retained updates that match and that the client may see, oldest first. Takes
 * the parameters of a subscription and {@code limit}.
 */
final class HistoryHandler {

  private static final int SLICE_UPDATES = 256;
  private static final long SLICE_BYTES = 1 << 20;

  /** A page ends, however few updates match, when this many were looked at. */
  private static final int MAX_LOOKED_AT = 20_000;

  /** A page ends when it weighs this much; a single heavier update is a page of its own. */
  private static final long MAX_PAGE_BYTES = 1 << 20;

  private final Authentication authentication;
  private final SubscribeRequest.Parser parser;
  private final Resume resume;
  private final EventLog log;
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
    this.tokens = tokens;
    this.maxPage = maxPage;
  }

  void handle(Exchange exchange) throws Refusal {
    Form query = exchange.query();
    SubscribeRequest wanted = parser.parse(exchange.request(), query);
    int limit = limit(query);
    exchange.then(
        authentication.reader(exchange.request(), query),
        token -> {
          if (token.isPresent()) {
            authentication.requireUnrestricted(token.get());
          }
          exchange.then(page(wanted, token, limit), page -> answer(exchange, page));
        });
  }

  private int limit(Form query) throws Refusal {
    String limit = query.first("limit").orElse(Integer.toString(maxPage));
    if (!limit.matches("[0-9]{1,6}") || Integer.parseInt(limit) == 0) {
      throw Refusal.badRequest("the value of \"limit\" is not a number from 1 to " + maxPage);
    }
    return Math.min(maxPage, Integer.parseInt(limit));
  }

  private Future<Page> page(SubscribeRequest wanted, Optional<AccessToken> token, int limit) {
    Grants grants = token.map(AccessToken::grants).orElse(Grants.none());
    Interest interest = new Interest(wanted.matchers(), grants, wanted.dialect(), "");
    return resume
        .find(wanted.lastEventId().orElse(Resume.EARLIEST), interest)
        .compose(
            start ->
                log.bounds()
                    .compose(
                        bounds -> {
                          Position after = start.after().orElse(bounds.headPosition());
                          return fill(new Page(interest, limit, after, start.lost()));
                        }))
        .recover(Resume::unreadable);
  }

  private Future<Page> fill(Page page) {
    return log.read(page.reached, SLICE_UPDATES, SLICE_BYTES)
        .compose(
            read -> {
              if (read instanceof ReadResult.Gone gone) {
                page.skipTo(gone.bounds());
                return fill(page);
              }
              ReadResult.Slice slice = (ReadResult.Slice) read;
              page.add(slice);
              return page.complete ? Future.succeededFuture(page) : fill(page);
            });
  }

  private void answer(Exchange exchange, Page page) {
    exchange
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(
            new JsonObject()
                .put("updates", page.updates)
                .put("last_event_id", tokens.encode(page.reached))
                .put("more", page.more)
                .put("gap", page.lost)
                .toBuffer());
  }

  /** A page that is being filled. */
  private static final class Page {

    private final Interest interest;
    private final int limit;
    private final JsonArray updates = new JsonArray();
    private final long now = InstantSource.system().millis();
    private Position reached;
    private boolean lost;
    private int lookedAt;
    private long bytes;
    private boolean complete;
    private boolean more;

    Page(Interest interest, int limit, Position reached, boolean lost) {
      this.interest = interest;
      this.limit = limit;
      this.reached = reached;
      this.lost = lost;
    }

    void skipTo(Bounds bounds) {
      reached = bounds.goOnFrom(reached);
      lost = true;
    }

    void add(ReadResult.Slice slice) {
      FrameFormat format = FrameFormat.NDJSON.forDraft07(interest.dialect() == Dialect.DRAFT_07);
      for (LoggedUpdate logged : slice.updates()) {
        boolean wanted =
            logged.replayable(now)
                && interest.selects(logged.update())
                && interest.permits(logged.update());
        if (wanted && (updates.size() == limit || bytes >= MAX_PAGE_BYTES)) {
          complete = true;
          break;
        }
        if (wanted) {
          updates.add(format.json(logged.update()));
          bytes += logged.update().weight();
        }
        reached = new Position(reached.epoch(), logged.offset());
        lookedAt++;
      }
      more = reached.offset() < slice.bounds().head();
      complete |= !more || lookedAt >= MAX_LOOKED_AT;
    }
  }
}
