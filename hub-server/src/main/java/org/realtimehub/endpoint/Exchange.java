package org.realtimehub.endpoint;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.function.IntConsumer;
import org.realtimehub.http.BodyReader;
import org.realtimehub.http.Cors;
import org.realtimehub.http.Form;
import org.realtimehub.http.LastAnswer;
import org.realtimehub.http.Problems;
import org.realtimehub.http.Refusal;
import org.realtimehub.stream.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One request on its way through a handler: runs the handler's steps on the loop and answers the
 * error when a step refuses or fails.
 */
final class Exchange {

  private static final Logger LOG = LoggerFactory.getLogger(Exchange.class);

  /** More parameters than any sensible request has. */
  private static final int MAX_QUERY_FIELDS = 1_000;

  private static final long MAX_DISCARDED_BYTES = 1 << 20;

  /** A part of a handler that may refuse the request. */
  @FunctionalInterface
  interface Step<T> {
    void run(T value) throws Refusal;
  }

  private final HttpServerRequest request;
  private final Loop loop;
  private final BodyReader bodies;
  private IntConsumer answered = status -> {};

  Exchange(HttpServerRequest request, Loop loop, BodyReader bodies, Cors cors) {
    this.request = request;
    this.loop = loop;
    this.bodies = bodies;
    cors.apply(request);
  }

  HttpServerRequest request() {
    return request;
  }

  HttpServerResponse response() {
    return request.response();
  }

  Loop loop() {
    return loop;
  }

  /** Who wants to know with which status the request is answered, or would be if it could. */
  void whenAnswered(IntConsumer listener) {
    answered = listener;
  }

  /** The handler has answered. */
  void answered(int status) {
    answered.accept(status);
  }

  /** Parameters of the URL. */
  Form query() throws Refusal {
    String query = request.query();
    return query == null
        ? Form.EMPTY
        : Form.parse(
            query.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1),
            MAX_QUERY_FIELDS,
            "the query");
  }

  /** The body; the request must have been paused. */
  Future<Buffer> body(long maxBytes) {
    return bodies.read(request, maxBytes);
  }

  /** The form in the body; the request must have been paused. */
  Future<Form> form(long maxBytes, int maxFields) {
    return body(maxBytes)
        .compose(
            body -> {
              try {
                return Future.succeededFuture(Form.parse(body.getBytes(), maxFields, "the body"));
              } catch (Refusal e) {
                return Future.failedFuture(e);
              }
            });
  }

  /** Runs the first step, now. */
  <T> void begin(T value, Step<T> step) {
    try {
      step.run(value);
    } catch (Refusal refusal) {
      refuse(refusal);
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  /** Runs a step on the loop when the future is done, or answers its failure. */
  <T> void then(Future<T> future, Step<T> step) {
    if (future.isComplete()) {
      finished(future, step);
    } else {
      future.onComplete(result -> loop.context().runOnContext(v -> finished(result, step)));
    }
  }

  private <T> void finished(AsyncResult<T> result, Step<T> step) {
    if (result.succeeded()) {
      begin(result.result(), step);
    } else if (result.cause() instanceof Refusal refusal) {
      refuse(refusal);
    } else {
      fail(result.cause());
    }
  }

  /** Tells an {@code EventSource} to stop: it does not come back after this answer. */
  void sendAway() {
    if (!response().closed()) {
      response().setStatusCode(204).putHeader(HttpHeaders.CACHE_CONTROL, "no-store").end();
    }
  }

  void refuse(Refusal refusal) {
    if (refusal.status() == 408 || BodyReader.mayExceed(request, MAX_DISCARDED_BYTES)) {
      LastAnswer.announce(request);
    }
    Problems.answer(request, refusal);
    answered(refusal.status());
    bodies.discard(request, MAX_DISCARDED_BYTES);
  }

  /** What no client caused: told to the operator, not to the client. */
  private void fail(Throwable cause) {
    LOG.atError()
        .setCause(cause)
        .addKeyValue("method", request.method())
        .addKeyValue("path", request.path())
        .log("a request failed");
    refuse(new Refusal(500, "internal", "Internal error", "the hub failed to handle this request"));
  }
}
