package org.realtimehub.endpoint;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import org.realtimehub.http.LastAnswer;
import org.realtimehub.http.Problems;
import org.realtimehub.http.Refusal;
import org.realtimehub.stream.Loop;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connects an HTTP server to the resources of its event loop. */
public final class HubServer {

  private static final Logger LOG = LoggerFactory.getLogger(HubServer.class);

  /** Makes the server of each event loop. */
  @FunctionalInterface
  public interface Factory {
    HubServer create(Loop loop);
  }

  private final HubEndpoint endpoint;
  private final ConnectionGuard guard;

  HubServer(HubEndpoint endpoint, ConnectionGuard guard) {
    this.endpoint = endpoint;
    this.guard = guard;
  }

  /** Sets the handlers of a server that does not listen yet. */
  public void serve(HttpServer server) {
    server.connectionHandler(guard::accepted);
    server.requestHandler(
        request -> {
          if (guard.requested(request)) {
            endpoint.handle(request);
          }
        });
    server.invalidRequestHandler(HubServer::refuseUnreadable);
    server.exceptionHandler(
        cause -> LOG.atDebug().setCause(cause).log("a client's connection failed"));
  }

  /** What cannot be read as HTTP is refused, and its connection closed. */
  private static void refuseUnreadable(HttpServerRequest request) {
    Throwable cause = request.decoderResult().cause();
    Refusal refusal =
        cause instanceof TooLongHttpLineException
            ? new Refusal(414, "uri-too-long", "URI too long", "the request line is too long")
            : cause instanceof TooLongHttpHeaderException
                ? new Refusal(
                    431,
                    "header-too-large",
                    "Request header fields too large",
                    "the header fields are too large")
                : Refusal.badRequest("the request is not valid HTTP");
    LastAnswer.announce(request);
    Problems.answer(request, refusal);
    request.connection().close();
  }
}
