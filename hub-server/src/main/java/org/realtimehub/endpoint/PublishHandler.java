package org.realtimehub.endpoint;

import io.vertx.core.http.HttpHeaders;
import java.util.Optional;
import org.realtimehub.access.AccessToken;
import org.realtimehub.access.Action;
import org.realtimehub.delay.DelayedPublisher;
import org.realtimehub.http.Challenge;
import org.realtimehub.http.Cors;
import org.realtimehub.http.Credential;
import org.realtimehub.http.Form;
import org.realtimehub.http.MediaTypes;
import org.realtimehub.http.Refusal;
import org.realtimehub.publish.PublishOutcome;
import org.realtimehub.tracing.PublishTrace;
import org.realtimehub.tracing.PublishTracing;
import org.realtimehub.update.Update;

/**
 * POST on the hub's URL: publishes an update. Who may not publish at all is refused before the body
 * is read.
 */
final class PublishHandler {

  private static final int RETRY_SECONDS = 2;

  private final Authentication authentication;
  private final Cors cors;
  private final String ownOrigin;
  private final PublishParser parser;
  private final PublishLimits limits;
  private final DelayedPublisher publisher;
  private final PublishTracing tracing;

  PublishHandler(
      Authentication authentication,
      Cors cors,
      String ownOrigin,
      PublishParser parser,
      PublishLimits limits,
      DelayedPublisher publisher,
      PublishTracing tracing) {
    this.authentication = authentication;
    this.cors = cors;
    this.ownOrigin = ownOrigin;
    this.parser = parser;
    this.limits = limits;
    this.publisher = publisher;
    this.tracing = tracing;
  }

  void handle(Exchange exchange) throws Refusal {
    exchange.request().pause();
    PublishTrace trace = tracing.begin(exchange.request());
    exchange.whenAnswered(trace::answered);
    checkContentType(exchange);
    Optional<Credential> credential =
        authentication.credential(exchange.request(), exchange.query());
    checkOrigin(exchange, credential);
    exchange.then(
        authentication.verify(credential, Action.PUBLISH),
        verified -> {
          AccessToken token = authentication.required(verified);
          authentication.requireUnrestricted(token);
          exchange.then(
              exchange.form(limits.maxBody(), limits.maxFields()),
              form -> publish(exchange, trace, token, form));
        });
  }

  private static void checkContentType(Exchange exchange) throws Refusal {
    String header = exchange.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (MediaTypes.essence(header).filter(MediaTypes.FORM::equals).isEmpty()) {
      throw new Refusal(
          415,
          "unsupported-media-type",
          "Unsupported media type",
          "the Content-Type of a publish request must be " + MediaTypes.FORM);
    }
  }

  private void checkOrigin(Exchange exchange, Optional<Credential> credential) throws Refusal {
    boolean ambient = credential.filter(c -> c.source() == Credential.Source.COOKIE).isPresent();
    if (ambient && !cors.trustsCookieFrom(exchange.request(), ownOrigin)) {
      throw new Refusal(
          403,
          "untrusted-origin",
          "Untrusted origin",
          "publishing with a cookie needs an Origin or Referer of cors.publish-origins");
    }
  }

  private void publish(Exchange exchange, PublishTrace trace, AccessToken token, Form form)
      throws Refusal {
    authentication.requireUnrestricted(token);
    Update update =
        parser.parse(form, token.issuer().orElse("") + "\n" + token.subject().orElse(""));
    if (!token.grants().permitsPublish(update.topics())) {
      Challenge challenge = authentication.challenge();
      throw challenge.insufficientScope("the access token does not permit publishing these topics");
    }
    Runnable appended = trace.append(update);
    exchange.then(
        publisher.publish(update),
        outcome -> {
          appended.run();
          answer(exchange, outcome);
        });
  }

  private static void answer(Exchange exchange, PublishOutcome outcome) throws Refusal {
    if (outcome instanceof PublishOutcome.Accepted accepted) {
      if (!exchange.response().closed()) {
        exchange
            .response()
            .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
            .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
            .end(accepted.id());
      }
      exchange.answered(200);
    } else if (outcome instanceof PublishOutcome.NoRoom) {
      throw Refusal.tooManyDelayed();
    } else {
      throw Refusal.unavailable("the update was not accepted: try again", RETRY_SECONDS);
    }
  }
}
