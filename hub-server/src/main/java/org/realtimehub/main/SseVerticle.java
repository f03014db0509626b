package org.realtimehub.main;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.realtimehub.delivery.DispatchLimits;
import org.realtimehub.delivery.Dispatcher;
import org.realtimehub.endpoint.HubServer;
import org.realtimehub.stream.Loop;
import org.realtimehub.timing.TimeoutWheel;

/**
 * The public HTTP server of one event loop: owns the loop's connections, its topic index and its
 * deadlines. One instance per event loop shares the port with the others.
 */
final class SseVerticle extends VerticleBase {

  private static final int WHEEL_BUCKETS = 1_024;

  private final Shared shared;
  private final HttpServerOptions options;
  private final HubServer.Factory factory;
  private @Nullable Loop loop;
  private @Nullable HttpServer server;

  SseVerticle(Shared shared, HttpServerOptions options, HubServer.Factory factory) {
    this.shared = shared;
    this.options = options;
    this.factory = factory;
  }

  @Override
  public Future<?> start() {
    TimeoutWheel wheel =
        new TimeoutWheel(Loop.TICK_MILLIS, WHEEL_BUCKETS, System.currentTimeMillis());
    Dispatcher dispatcher =
        new Dispatcher(
            context, shared.window(), shared.log(), shared.clock(), DispatchLimits.DEFAULT);
    Loop started = new Loop(context, dispatcher, wheel, shared.connections(), shared.presence());
    loop = started;
    vertx.setPeriodic(Loop.TICK_MILLIS, timer -> started.tick());
    HttpServer created = vertx.createHttpServer(options);
    server = created;
    factory.create(started).serve(created);
    return shared.feed().attach(context, dispatcher).compose(v -> created.listen());
  }

  Loop loop() {
    Loop started = loop;
    if (started == null) {
      throw new IllegalStateException("not deployed");
    }
    return started;
  }

  int port() {
    return server == null ? 0 : server.actualPort();
  }

  /** Stops accepting, and waits for what is under way. */
  Future<Void> shutdown(Duration limit) {
    return server == null
        ? Future.succeededFuture()
        : server.shutdown(limit.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  public Future<?> stop() {
    shared.feed().detach(loop().dispatcher());
    return Future.succeededFuture();
  }
}
