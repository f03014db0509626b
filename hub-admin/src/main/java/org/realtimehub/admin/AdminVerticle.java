package org.realtimehub.admin;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import org.jspecify.annotations.Nullable;
import org.realtimehub.connection.SweepReport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The admin side of a node: health and metrics on a port of their own, and the sweep. */
public final class AdminVerticle extends VerticleBase {

  private static final Logger LOG = LoggerFactory.getLogger(AdminVerticle.class);

  private final AdminSettings settings;
  private final NodeView node;
  private @Nullable HttpServer server;
  private boolean sweeping;

  public AdminVerticle(AdminSettings settings, NodeView node) {
    this.settings = settings;
    this.node = node;
  }

  @Override
  public Future<?> start() {
    Router router = Router.router(vertx);
    Health health = new Health(vertx, node);
    health.mount(router);
    new Metrics(node, health).mount(router);
    vertx.setPeriodic(settings.sweepEvery().toMillis(), timer -> sweep());
    HttpServer created =
        vertx.createHttpServer(
            new HttpServerOptions().setHost(settings.host()).setPort(settings.port()));
    server = created;
    return created.requestHandler(router).listen();
  }

  /** The port the server listens on. */
  public int port() {
    return server == null ? settings.port() : server.actualPort();
  }

  private void sweep() {
    if (sweeping) {
      return;
    }
    sweeping = true;
    node.sweep(settings.sweepLimits())
        .onComplete(swept -> context.runOnContext(v -> swept(swept.result())));
  }

  /** On this verticle's context; the loops complete their sweeps on their own. */
  private void swept(@Nullable SweepReport report) {
    sweeping = false;
    if (report != null && report.closed() > 0) {
      LOG.atInfo()
          .addKeyValue("looked", report.looked())
          .addKeyValue("stalled", report.stalled())
          .addKeyValue("idle", report.idle())
          .log("sweep closed connections");
    }
  }
}
