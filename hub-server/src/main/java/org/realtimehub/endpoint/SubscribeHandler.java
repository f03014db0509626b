package org.realtimehub.endpoint;

import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.realtimehub.access.AccessToken;
import org.realtimehub.access.Grants;
import org.realtimehub.access.Payloads;
import org.realtimehub.delivery.Interest;
import org.realtimehub.http.ClientAddress;
import org.realtimehub.http.Form;
import org.realtimehub.http.HeaderText;
import org.realtimehub.http.MediaTypes;
import org.realtimehub.http.Refusal;
import org.realtimehub.stream.Beginning;
import org.realtimehub.stream.Client;
import org.realtimehub.stream.Newcomer;
import org.realtimehub.stream.Opening;
import org.realtimehub.update.Position;

/** GET, QUERY and HEAD on the hub's URL: subscribes (draft-08, "Subscription"). */
final class SubscribeHandler {

  private static final List<String> FORMATS =
      List.of(MediaTypes.EVENT_STREAM, MediaTypes.NDJSON, MediaTypes.JSON);
  private static final HttpMethod QUERY = HttpMethod.valueOf("QUERY");
  private static final int MAX_FIELDS = 1_000;
  private final Authentication authentication;
  private final SubscribeRequest.Parser parser;
  private final Resume resume;
  private final Opening opening;
  private final ClientAddress addresses;
  private final long maxBody;

  SubscribeHandler(
      Authentication authentication,
      SubscribeRequest.Parser parser,
      Resume resume,
      Opening opening,
      ClientAddress addresses,
      long maxBody) {
    this.authentication = authentication;
    this.parser = parser;
    this.resume = resume;
    this.opening = opening;
    this.addresses = addresses;
    this.maxBody = maxBody;
  }

  void handle(Exchange exchange) throws Refusal {
    String format =
        MediaTypes.negotiate(exchange.request().getHeader(HttpHeaders.ACCEPT), FORMATS)
            .orElseThrow(
                () ->
                    new Refusal(
                        406,
                        "not-acceptable",
                        "Not acceptable",
                        "the Accept header excludes " + String.join(", ", FORMATS)));
    Form query = exchange.query();
    if (exchange.request().method().equals(QUERY)) {
      exchange.request().pause();
      checkContentType(exchange);
      exchange.then(
          exchange.form(maxBody, MAX_FIELDS),
          body -> authenticate(exchange, format, query, query.union(body)));
    } else {
      authenticate(exchange, format, query, query);
    }
  }

  private static void checkContentType(Exchange exchange) throws Refusal {
    Optional<String> type =
        MediaTypes.essence(exchange.request().getHeader(HttpHeaders.CONTENT_TYPE));
    if (type.isEmpty()) {
      throw Refusal.badRequest("the Content-Type header is missing or cannot be read");
    }
    if (!type.get().equals(MediaTypes.FORM)) {
      throw new Refusal(
          415,
          "unsupported-media-type",
          "Unsupported media type",
          "the Content-Type of a QUERY request must be " + MediaTypes.FORM,
          Map.of("Accept-Query", MediaTypes.FORM));
    }
  }

  private void authenticate(Exchange exchange, String format, Form query, Form parameters)
      throws Refusal {
    SubscribeRequest wanted = parser.parse(exchange.request(), parameters);
    exchange.then(
        authentication.reader(exchange.request(), query),
        token -> resume(exchange, format, wanted, token));
  }

  private void resume(
      Exchange exchange, String format, SubscribeRequest wanted, Optional<AccessToken> token) {
    if (authentication.banned(token)
        || wanted.lastEventId().filter(resume::mustStayAway).isPresent()) {
      exchange.sendAway();
      return;
    }
    Interest interest =
        new Interest(
            wanted.matchers(),
            token.map(AccessToken::grants).orElse(Grants.none()),
            wanted.dialect(),
            UUID.randomUUID().toString());
    if (exchange.request().method().equals(HttpMethod.HEAD)) {
      exchange.then(start(wanted, interest), start -> answerHead(exchange, format, start));
      return;
    }
    Client client =
        new Client(
            interest,
            token.map(AccessToken::payloads).orElse(Payloads.none()),
            addresses.of(exchange.request()),
            token.flatMap(AccessToken::subject),
            token.flatMap(AccessToken::id),
            wanted.hello(),
            wanted.shape());
    Newcomer newcomer = new Newcomer(exchange.request(), exchange.loop(), client, token);
    opening.admit(
        newcomer,
        exchange::refuse,
        () ->
            exchange.then(
                start(wanted, interest).onFailure(e -> newcomer.giveUp()),
                start -> open(exchange, format, newcomer, start)));
  }

  private Future<Optional<Resume.Start>> start(SubscribeRequest wanted, Interest interest) {
    return wanted.lastEventId().isEmpty()
        ? Future.succeededFuture(Optional.empty())
        : resume
            .find(wanted.lastEventId().get(), interest)
            .map(Optional::of)
            .recover(Resume::unreadable);
  }

  /**
   * Who was banned, or had its token revoked, until this turn gets no connection; who is later, has
   * one that will be found.
   */
  private void open(
      Exchange exchange, String format, Newcomer newcomer, Optional<Resume.Start> start)
      throws Refusal {
    if (newcomer.gone()) {
      return;
    }
    if (authentication.banned(newcomer.token())) {
      newcomer.giveUp();
      exchange.sendAway();
      return;
    }
    if (authentication.revoked(newcomer.token())) {
      newcomer.giveUp();
      throw authentication.challenge().invalidToken();
    }
    writeHead(exchange.response(), format, start);
    exchange.response().putHeader("Hub-Connection-Id", newcomer.client().interest().connectionId());
    Position head = exchange.loop().dispatcher().head();
    Beginning beginning =
        new Beginning(
            start.flatMap(Resume.Start::after).orElse(head),
            start.map(Resume.Start::lost).orElse(false),
            start.map(Resume.Start::known).orElse(false));
    opening.open(newcomer, format, beginning);
  }

  private static void answerHead(Exchange exchange, String format, Optional<Resume.Start> start) {
    writeHead(exchange.response(), format, start);
    exchange.response().end();
  }

  private static void writeHead(
      HttpServerResponse response, String format, Optional<Resume.Start> start) {
    response
        .putHeader(HttpHeaders.CONTENT_TYPE, format)
        .putHeader(
            HttpHeaders.CACHE_CONTROL, "private, no-cache, no-store, must-revalidate, max-age=0")
        .putHeader("Pragma", "no-cache")
        .putHeader("Expires", "0")
        .putHeader("X-Accel-Buffering", "no");
    response.headers().add(HttpHeaders.VARY, "Accept");
    start.ifPresent(
        s -> {
          String id = HeaderText.encode(s.answeredId());
          response.putHeader("Mercure-Last-Event-ID", id).putHeader("Last-Event-ID", id);
        });
  }
}
