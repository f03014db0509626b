package org.realtimehub.admin;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.realtimehub.admin.access.Access;
import org.realtimehub.admin.access.Audit;
import org.realtimehub.admin.access.Permission;
import org.realtimehub.admin.api.ApiRouter;
import org.realtimehub.admin.api.Backend;
import org.realtimehub.admin.api.BanOperations;
import org.realtimehub.admin.api.ConnectionOperations;
import org.realtimehub.admin.api.Guard;
import org.realtimehub.admin.api.OidcOperations;
import org.realtimehub.admin.api.Operations;
import org.realtimehub.admin.api.Problems;
import org.realtimehub.admin.api.PublishOperation;
import org.realtimehub.admin.api.RecordOperations;
import org.realtimehub.admin.api.SecurityHeaders;
import org.realtimehub.admin.api.SessionOperations;
import org.realtimehub.admin.api.SweepOperations;
import org.realtimehub.admin.console.Console;
import org.realtimehub.admin.oidc.OidcSignIn;
import org.realtimehub.admin.sweep.SweepSchedule;

/**
 * The admin side of a node: console, API, health and metrics on a port of their own, and the
 * schedule of the sweep. Whoever calls must prove who they are, for all but the console's files,
 * which hold no data, and the news that the process lives.
 */
public final class AdminVerticle extends VerticleBase {

  private final AdminSettings settings;
  private final NodeView node;
  private final Backend backend;
  private final InstantSource clock;
  private Optional<OidcSignIn> oidc = Optional.empty();
  private @Nullable HttpServer server;
  private @Nullable Observation observation;

  public AdminVerticle(
      AdminSettings settings, NodeView node, Backend backend, InstantSource clock) {
    this.settings = settings;
    this.node = node;
    this.backend = backend;
    this.clock = clock;
  }

  @Override
  public Future<?> start() {
    Audit audit = new Audit(clock);
    Access access = new Access(vertx, settings.access(), clock);
    oidc = settings.oidc().map(provider -> new OidcSignIn(vertx, provider, clock));
    oidc.ifPresent(OidcSignIn::start);
    Guard guard = new Guard(access, audit, settings.addresses(), waysToSignIn(access));
    SweepSchedule schedule = new SweepSchedule(backend.sweeps(), settings.sweepEvery(), clock);
    schedule.start(vertx);

    Router router = Router.router(vertx);
    router.route().handler(new SecurityHeaders());
    Problems.mount(router);
    Health health = new Health(vertx, node);
    probes(router, guard, health);
    Observation observed =
        new Observation(context, clock, node, backend.control(), health, settings.canaryEvery());
    observation = observed;
    new Console().mount(router);
    Operations operations = operations(access, guard, audit, schedule);
    observed.register(operations);
    HttpServer created = vertx.createHttpServer(AdminHttp.options(settings));
    server = created;
    return new ApiRouter(vertx, guard, audit)
        .mount(router, operations)
        .compose(v -> observed.begin())
        .compose(
            v -> created.invalidRequestHandler(AdminHttp::refuse).requestHandler(router).listen());
  }

  /** What the contract does not name. */
  private void probes(Router router, Guard guard, Health health) {
    router.route("/health/ready").handler(guard.needs(Permission.HEALTH));
    router.route("/metrics").handler(guard.needs(Permission.METRICS));
    health.mount(router);
    new Metrics(node, health).mount(router);
    for (String path : List.of("/health/live", "/health/ready", "/metrics")) {
      Problems.otherMethods(router, path, "GET");
    }
  }

  private Operations operations(Access access, Guard guard, Audit audit, SweepSchedule schedule) {
    Operations operations = new Operations();
    new SessionOperations(access, backend.about(), guard).register(operations);
    new OidcOperations(access, guard, oidc).register(operations);
    new ConnectionOperations(backend.control(), clock).register(operations);
    new SweepOperations(backend.control(), schedule, backend.sweeps().configured())
        .register(operations);
    new BanOperations(backend.control(), clock).register(operations);
    new RecordOperations(backend, audit).register(operations);
    operations.on("publish", new PublishOperation(backend.publishing()));
    return operations;
  }

  private List<String> waysToSignIn(Access access) {
    List<String> ways = new ArrayList<>();
    if (access.hasPasswords()) {
      ways.add("password");
    }
    if (oidc.isPresent()) {
      ways.add("oidc");
    }
    return ways;
  }

  @Override
  public Future<?> stop() {
    oidc.ifPresent(OidcSignIn::close);
    if (observation != null) {
      observation.end();
    }
    return Future.succeededFuture();
  }

  /** The port the server listens on. */
  public int port() {
    return server == null ? settings.port() : server.actualPort();
  }
}
