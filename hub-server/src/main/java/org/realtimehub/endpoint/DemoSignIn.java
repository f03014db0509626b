package org.realtimehub.endpoint;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.realtimehub.demo.DemoName;
import org.realtimehub.demo.DemoTokens;
import org.realtimehub.http.MediaTypes;
import org.realtimehub.http.Refusal;

/**
 * POST of {@code {"name": "…"}}: gives anybody a token under any name, for the demonstration pages.
 * Remembers nothing.
 */
final class DemoSignIn {

  private static final int MAX_BODY = 1_024;

  private final Optional<DemoTokens> tokens;

  /**
   * @param tokens empty when no key can sign them
   */
  DemoSignIn(Optional<DemoTokens> tokens) {
    this.tokens = tokens;
  }

  void handle(Exchange exchange) throws Refusal {
    // Not a form: so that a browser asks first when another site's page wants it.
    String type = exchange.request().getHeader(HttpHeaders.CONTENT_TYPE);
    if (MediaTypes.essence(type).filter(MediaTypes.JSON::equals).isEmpty()) {
      throw new Refusal(
          415,
          "unsupported-media-type",
          "Unsupported media type",
          "the Content-Type of a sign-in must be " + MediaTypes.JSON);
    }
    DemoTokens signing =
        tokens.orElseThrow(
            () ->
                new Refusal(
                    501,
                    "demo-without-key",
                    "The demonstration has no key",
                    "nobody can sign in to the demonstration: it needs an issuer with an HMAC key"
                        + " (authorization.issuers)"));
    exchange.request().pause();
    exchange.then(exchange.body(MAX_BODY), body -> answer(exchange, signing, name(body)));
  }

  private static DemoName name(Buffer body) throws Refusal {
    try {
      if (new JsonObject(body).getValue("name") instanceof String text) {
        Optional<DemoName> name = DemoName.of(text);
        if (name.isPresent()) {
          return name.get();
        }
      }
    } catch (DecodeException e) {
      throw Refusal.badRequest("the body is not a JSON object");
    }
    throw Refusal.badRequest(
        "\"name\" must begin with a letter or digit and have at most "
            + DemoName.LONGEST
            + " letters, digits, spaces, dots, hyphens and underscores");
  }

  private static void answer(Exchange exchange, DemoTokens tokens, DemoName name) {
    JsonObject answer =
        new JsonObject()
            .put("name", name.value())
            .put("token", tokens.of(name))
            .put("expires_in", DemoTokens.LIFE.toSeconds());
    exchange
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, MediaTypes.JSON)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(answer.toBuffer());
  }
}
