package org.realtimehub.admin.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Path;
import io.vertx.openapi.validation.RequestValidator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.realtimehub.admin.access.Audit;
import org.realtimehub.admin.access.Requirement;

/** The routes of the API, made from its contract. */
public final class ApiRouter {

  /** Where the contract does not say how many bytes a body can have. */
  private static final long MAX_BODY = 64 << 10;

  private static final String LARGER_BODY = "x-max-body";
  private static final String PERMISSION = "x-permission";

  private final Vertx vertx;
  private final Guard guard;
  private final Audit audit;

  public ApiRouter(Vertx vertx, Guard guard, Audit audit) {
    this.vertx = vertx;
    this.guard = guard;
    this.audit = audit;
  }

  /**
   * Adds the API to a router. Fails when the contract names an operation that nothing stands behind
   * or that does not say who may call it, and when there is one that it does not name.
   */
  public Future<Void> mount(Router router, Operations operations) {
    return Contract.load(vertx).map(contract -> mount(router, contract, operations));
  }

  private Void mount(Router router, Contract contract, Operations operations) {
    operations.on("getContract", call -> Answer.ok(contract.document()).now());
    RouterBuilder builder = RouterBuilder.create(vertx, contract.checked());
    Endpoint.Gate gate =
        new Endpoint.Gate(guard, audit, RequestValidator.create(vertx, contract.checked()));
    Set<String> unknown = new TreeSet<>(operations.ids());
    for (OpenAPIRoute route : builder.getRoutes()) {
      Endpoint endpoint = endpoint(route.getOperation(), operations, gate);
      // Not as the builder would: who may not call is told so before the body is read.
      route.setDoValidation(false).addHandler(endpoint::admit).addHandler(endpoint::run);
      unknown.remove(route.getOperation().getOperationId());
    }
    if (!unknown.isEmpty()) {
      throw new IllegalStateException("the contract does not name the operations " + unknown);
    }
    router.route(contract.basePath() + "/*").subRouter(builder.createRouter());
    for (Path path : contract.checked().getPaths()) {
      Problems.otherMethods(
          router,
          contract.basePath() + path.getName().replaceAll("\\{(.*?)}", ":$1"),
          allowed(path));
    }
    return null;
  }

  private static Endpoint endpoint(Operation described, Operations operations, Endpoint.Gate gate) {
    String id = described.getOperationId();
    Object permission = described.getExtensions().get(PERMISSION);
    Requirement requirement =
        Optional.ofNullable(permission)
            .flatMap(name -> Requirement.named(name.toString()))
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        id + " has " + permission + " as its " + PERMISSION + " in the contract"));
    org.realtimehub.admin.api.Operation operation =
        operations
            .find(id)
            .orElseThrow(() -> new IllegalStateException("there is nothing behind " + id));
    return new Endpoint(described, requirement, operation, bodies(described), gate);
  }

  private static BodyHandler bodies(Operation described) {
    Object larger = described.getExtensions().get(LARGER_BODY);
    long limit = larger instanceof Number bytes ? bytes.longValue() : MAX_BODY;
    return BodyHandler.create(false).setBodyLimit(limit);
  }

  private static String allowed(Path path) {
    return path.getOperations().stream()
        .map(operation -> operation.getHttpMethod().name())
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
