package org.realtimehub.admin.api;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes error answers as {@code application/problem+json} (RFC 9457). */
public final class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  private Problems() {}

  /** Answers the request, unless it has been answered or its client is gone. */
  public static void answer(RoutingContext request, Refused refused) {
    answer(request.request(), refused);
  }

  /** The same for what did not come to a route. */
  public static void answer(HttpServerRequest request, Refused refused) {
    HttpServerResponse response = request.response();
    if (response.headWritten() || response.closed()) {
      return;
    }
    response.setStatusCode(refused.status()).putHeader("Content-Type", "application/problem+json");
    refused.headers().forEach(response::putHeader);
    if (request.method().equals(HttpMethod.HEAD)) {
      response.end();
    } else {
      response.end(refused.body().toBuffer());
    }
  }

  /** Makes the router answer in this way what it refuses itself. */
  public static void mount(Router router) {
    router.errorHandler(400, r -> answer(r, Refused.invalid("this request cannot be understood")));
    router.errorHandler(404, r -> answer(r, Refused.notFound("there is nothing here")));
    router.errorHandler(
        413, r -> answer(r, Refused.tooLarge("the body of this request is too large")));
    router.errorHandler(500, Problems::failed);
  }

  /** What no caller caused: told to the operator's log, not to the caller. */
  static void failed(RoutingContext request) {
    Throwable failure = request.failure();
    LOG.atError()
        .setCause(failure)
        .addKeyValue("method", request.request().method())
        .addKeyValue("path", request.request().path())
        .log("a request to the admin side failed");
    answer(
        request,
        new Refused(500, "internal", "Internal error", "the hub failed to handle this request"));
  }

  /** 405 for a path, after the routes of its methods. */
  public static void otherMethods(Router router, String path, String allowed) {
    router
        .route(path)
        .handler(
            request ->
                answer(
                    request,
                    new Refused(
                            405,
                            "method-not-allowed",
                            "Method not allowed",
                            "only " + allowed + " can be used here")
                        .with("Allow", allowed)));
  }
}
