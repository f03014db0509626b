package org.realtimehub.cli;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.ArrayList;
import java.util.List;

/** Delivers every update to everybody, but does one thing wrong to the first subscriber. */
final class FaultyServer implements AutoCloseable {

  enum Fault {
    NONE,
    DROP,
    REPEAT,
    DELAY,
    END
  }

  private static final int FAULTY_UPDATE = 5;

  /** By then every publisher has published again. */
  private static final int LATER = 200;

  private final Vertx vertx = Vertx.vertx();
  private final HttpServer server;
  private final Fault fault;
  private final List<HttpServerResponse> subscribers = new ArrayList<>();
  private Buffer held = Buffer.buffer();
  private int updates;

  FaultyServer(Fault fault) {
    this.fault = fault;
    server =
        vertx
            .createHttpServer()
            .requestHandler(this::handle)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  String url() {
    return "http://127.0.0.1:" + server.actualPort() + "/hub";
  }

  private void handle(HttpServerRequest request) {
    if (request.method().equals(HttpMethod.POST)) {
      request.bodyHandler(
          form -> {
            publish(Buffer.buffer("data: " + form.toString().split("&data=", -1)[1] + "\n\n"));
            request.response().end("id");
          });
    } else {
      HttpServerResponse response = request.response().setChunked(true);
      response.write(":\n");
      subscribers.add(response);
    }
  }

  private void publish(Buffer update) {
    updates++;
    for (HttpServerResponse subscriber : subscribers) {
      if (subscriber == subscribers.get(0) && fault != Fault.NONE) {
        publishToFirst(subscriber, update);
      } else {
        subscriber.write(update);
      }
    }
  }

  private void publishToFirst(HttpServerResponse subscriber, Buffer update) {
    boolean now = updates == FAULTY_UPDATE;
    held = now ? update : held;
    switch (fault) {
      case DROP -> subscriber.write(now ? Buffer.buffer(":\n") : update);
      case REPEAT -> subscriber.write(now ? update.copy().appendBuffer(update) : update);
      case DELAY -> {
        if (!now) {
          subscriber.write(update);
        }
        if (updates == FAULTY_UPDATE + LATER) {
          subscriber.write(held);
        }
      }
      case END -> {
        if (now) {
          subscriber.end();
        } else if (updates < FAULTY_UPDATE) {
          subscriber.write(update);
        }
      }
      case NONE -> throw new AssertionError("no fault");
    }
  }

  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }
}
