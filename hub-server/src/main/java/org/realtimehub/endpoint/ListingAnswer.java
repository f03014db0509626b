package org.realtimehub.endpoint;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.json.JsonObject;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.realtimehub.presence.Listing;
import org.realtimehub.presence.Subscription;
import org.realtimehub.stream.Loop;
import org.realtimehub.timing.NextTurn;
import org.realtimehub.timing.Timeout;
import org.realtimehub.web.Cut;

/**
 * Writes a collection of subscriptions, however long: a part in each turn of the loop, the next one
 * when the socket has taken the last. What fits in one part is answered as a whole.
 */
final class ListingAnswer {

  /** Longest time a client may take for one part; until then it holds the listing's memory. */
  private static final long PATIENCE_MILLIS = 30_000;

  private final HttpServerRequest request;
  private final HttpServerResponse response;
  private final Loop loop;
  private final Listing listing;
  private final Function<Subscription, JsonObject> form;
  private final boolean inParts;
  private Buffer part;
  private boolean first = true;
  private @Nullable Timeout patience;

  /**
   * @param collection the document without its subscriptions
   * @param form of one subscription
   */
  ListingAnswer(
      Exchange exchange,
      JsonObject collection,
      Listing listing,
      Function<Subscription, JsonObject> form) {
    this.request = exchange.request();
    this.response = exchange.response();
    this.loop = exchange.loop();
    this.listing = listing;
    this.form = form;
    // HTTP/1.0 knows no end of an answer but its length.
    this.inParts = request.version() != HttpVersion.HTTP_1_0;
    String opened = collection.encode();
    this.part =
        Buffer.buffer(opened.substring(0, opened.length() - 1))
            .appendString(",\"subscriptions\":[");
  }

  void begin() {
    next();
  }

  private void next() {
    if (response.closed() || response.ended()) {
      return;
    }
    for (Subscription subscription : listing.next()) {
      part.appendString(first ? "" : ",").appendBuffer(form.apply(subscription).toBuffer());
      first = false;
    }
    if (listing.done()) {
      response.end(part.appendString("]}"));
    } else if (request.method().equals(HttpMethod.HEAD)) {
      response.end();
    } else if (inParts && part.length() > 0) {
      write();
    } else {
      goOn();
    }
  }

  private void write() {
    Buffer written = part;
    part = Buffer.buffer();
    patience = loop.wheel().schedule(loop.now() + PATIENCE_MILLIS, this::breakOff);
    if (!response.headWritten()) {
      response.setChunked(true);
    }
    response
        .write(written)
        .onComplete(
            result -> {
              if (patience != null) {
                patience.cancel();
              }
              if (result.succeeded()) {
                goOn();
              }
            });
  }

  private void goOn() {
    NextTurn.run(loop.context(), this::next);
  }

  private void breakOff() {
    if (request.version() == HttpVersion.HTTP_2) {
      response.reset();
    } else {
      Cut.off(request.connection());
    }
  }
}
