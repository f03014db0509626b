package org.realtimehub.bench;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The baseline: what a first draft of a hub on Vert.x would be. An update is written to each
 * response of its topic, one after the other. No tokens, no matching, no history, no heartbeats, no
 * bound on what waits for a slow reader.
 */
final class BareServer extends VerticleBase {

  private static final String HOST = "127.0.0.1";
  private static final int BACKLOG = 4_096;

  /** What all instances share, so that an update reaches the subscribers of other event loops. */
  private static final Map<String, Set<HttpServerResponse>> TOPICS = new ConcurrentHashMap<>();

  private static final AtomicLong IDS = new AtomicLong();

  private final int port;

  private BareServer(int port) {
    this.port = port;
  }

  /** Blocks until it listens; for the life of the process. */
  static void start(int port, int eventLoops) {
    Vertx vertx =
        Vertx.builder()
            .with(
                new VertxOptions().setEventLoopPoolSize(eventLoops).setPreferNativeTransport(true))
            .build();
    for (int i = 0; i < eventLoops; i++) {
      vertx.deployVerticle(new BareServer(port)).toCompletionStage().toCompletableFuture().join();
    }
  }

  @Override
  public Future<HttpServer> start() {
    return vertx
        .createHttpServer(
            new HttpServerOptions().setHost(HOST).setPort(port).setAcceptBacklog(BACKLOG))
        .requestHandler(BareServer::handle)
        .listen();
  }

  private static void handle(HttpServerRequest request) {
    String topic = Objects.requireNonNullElse(request.getParam("topic"), "");
    if (request.method().equals(HttpMethod.POST)) {
      request.bodyHandler(body -> publish(request, topic, body));
    } else {
      subscribe(request.response(), topic);
    }
  }

  private static void subscribe(HttpServerResponse response, String topic) {
    Set<HttpServerResponse> subscribers =
        TOPICS.computeIfAbsent(topic, t -> ConcurrentHashMap.newKeySet());
    response.setChunked(true).putHeader("Content-Type", "text/event-stream");
    response.closeHandler(closed -> subscribers.remove(response));
    subscribers.add(response);
    response.write(":\n");
  }

  private static void publish(HttpServerRequest request, String topic, Buffer data) {
    String id = Long.toString(IDS.incrementAndGet());
    Buffer event = Buffer.buffer("id: " + id + "\ndata: ").appendBuffer(data).appendString("\n\n");
    TOPICS.getOrDefault(topic, Set.of()).forEach(subscriber -> subscriber.write(event));
    request.response().end(id);
  }
}
