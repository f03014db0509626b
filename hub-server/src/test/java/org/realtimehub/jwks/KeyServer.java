package org.realtimehub.jwks;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A real HTTP server that hands out a JWK set, or misbehaves as the test wants. */
final class KeyServer {
  private final HttpServer server;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger lost = new AtomicInteger();
  private volatile Handler<HttpServerRequest> behaviour = request -> request.response().end();

  KeyServer(Vertx vertx) throws Exception {
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::handle)
            .listen(0, "127.0.0.1")
            .await(10, TimeUnit.SECONDS);
  }

  private void handle(HttpServerRequest request) {
    requests.incrementAndGet();
    request.response().exceptionHandler(gone -> lost.incrementAndGet());
    behaviour.handle(request);
  }

  void answers(String body) {
    behaves(request -> request.response().end(body));
  }

  void behaves(Handler<HttpServerRequest> handler) {
    behaviour = handler;
  }

  int requests() {
    return requests.get();
  }

  /** Requests whose client left before the answer was complete. */
  int lost() {
    return lost.get();
  }

  void stop() throws Exception {
    server.close().await(10, TimeUnit.SECONDS);
  }

  JwksSettings settings() {
    return settings(Duration.ofHours(1), Duration.ofHours(1));
  }

  JwksSettings settings(Duration refreshEvery, Duration timeout) {
    URI url = URI.create("http://127.0.0.1:" + server.actualPort() + "/jwks");
    return new JwksSettings(url, refreshEvery, Duration.ofSeconds(10), timeout, 4_096);
  }
}
