package org.realtimehub.admin;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * {@code /health/live}: the process runs. {@code /health/ready}: it can take work, and if not, why.
 */
final class Health {

  private static final long LOG_PROBE_MILLIS = 2_000;

  private final HealthChecks readiness;

  Health(Vertx vertx, NodeView node) {
    readiness = HealthChecks.create(vertx);
    readiness.register(
        "accepting",
        check ->
            check.complete(
                node.draining().getAsBoolean()
                    ? Status.KO(new JsonObject().put("reason", "the node is shutting down"))
                    : Status.OK()));
    readiness.register(
        "log",
        LOG_PROBE_MILLIS,
        check ->
            node.log()
                .bounds()
                .onSuccess(bounds -> check.tryComplete(Status.OK()))
                .onFailure(
                    e ->
                        check.tryComplete(
                            Status.KO(new JsonObject().put("reason", "the log does not answer")))));
  }

  void mount(Router router) {
    router.get("/health/live").handler(request -> answer(request, 200, up()));
    router
        .get("/health/ready")
        .handler(
            request ->
                readiness
                    .checkStatus()
                    .onSuccess(
                        result -> answer(request, result.getUp() ? 200 : 503, result.toJson()))
                    .onFailure(request::fail));
  }

  private static JsonObject up() {
    return new JsonObject().put("status", "UP");
  }

  private static void answer(RoutingContext request, int status, JsonObject body) {
    request
        .response()
        .setStatusCode(status)
        .putHeader("Content-Type", "application/json")
        .putHeader("Cache-Control", "no-store")
        .end(body.toBuffer());
  }
}
