package org.realtimehub.admin;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.HealthChecks;
import io.vertx.ext.healthchecks.Status;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.realtimehub.admin.health.HealthReport;
import org.realtimehub.cluster.Membership;
import org.realtimehub.log.Bounds;
import org.realtimehub.log.EventLog;

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
                node.draining().getAsBoolean() ? notOk("the node is shutting down") : Status.OK()));
    readiness.register("cluster", check -> check.complete(together(node.membership())));
    readiness.register(
        "log",
        2 * LOG_PROBE_MILLIS,
        check ->
            probe(node.log())
                .onSuccess(bounds -> check.tryComplete(Status.OK()))
                .onFailure(
                    e -> check.tryComplete(notOk("the log does not answer: " + e.getMessage()))));
    register("delivery", node.flow().canary()::problem);
    node.problems().forEach(this::register);
  }

  private void register(String check, Supplier<Optional<String>> problem) {
    readiness.register(
        check, answer -> answer.complete(problem.get().map(Health::notOk).orElseGet(Status::OK)));
  }

  private static Status together(Membership membership) {
    int nodes = membership.nodes().size();
    int needed = membership.minimumSize();
    return nodes >= needed
        ? Status.OK(new JsonObject().put("nodes", nodes))
        : notOk("only " + nodes + " of the " + needed + " nodes are together that it takes");
  }

  private static Status notOk(String reason) {
    return Status.KO(new JsonObject().put("reason", reason));
  }

  /** Fails before the check would time out, so that the reason is ours; also if the log throws. */
  static Future<Bounds> probe(EventLog log) {
    return Future.succeededFuture()
        .compose(v -> log.bounds())
        .timeout(LOG_PROBE_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** How the node is, and why. */
  Future<HealthReport> report() {
    return readiness.checkStatus().map(HealthReport::of);
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
