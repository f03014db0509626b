package org.realtimehub.admin.api;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.common.dsl.SchemaType;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatableRequest;
import io.vertx.openapi.validation.ValidatedRequest;
import io.vertx.openapi.validation.impl.RequestParameterImpl;
import io.vertx.openapi.validation.impl.ValidatableRequestImpl;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Takes from a request what its operation knows. Not the library's own: that decodes values twice,
 * and reads a text such as {@code -1} or {@code "a"} as JSON where the contract says it is text.
 */
final class Intake {

  /** For callers who do not choose what they send: others may add parameters of their own. */
  private static final String OTHERS = "x-other-parameters";

  private final Operation operation;
  private final boolean takesOthers;

  Intake(Operation operation) {
    this.operation = operation;
    takesOthers = Boolean.TRUE.equals(operation.getExtensions().get(OTHERS));
  }

  boolean wantsBody() {
    return operation.getRequestBody() != null;
  }

  /** For the validator. */
  ValidatableRequest of(RoutingContext request) throws Refused {
    MultiMap given = request.queryParams();
    for (String name : given.names()) {
      boolean isKnown = parameters(Location.QUERY).stream().anyMatch(p -> p.getName().equals(name));
      if (!isKnown && !takesOthers) {
        throw Refused.invalid("there is no query parameter " + quoted(name));
      }
      if (isKnown && given.getAll(name).size() > 1) {
        throw Refused.invalid("the query parameter " + quoted(name) + " is given twice");
      }
    }
    Map<String, RequestParameter> query = new HashMap<>();
    for (Parameter parameter : parameters(Location.QUERY)) {
      query.put(parameter.getName(), value(parameter, given.get(parameter.getName())));
    }
    Map<String, RequestParameter> path = new HashMap<>();
    for (Parameter parameter : parameters(Location.PATH)) {
      path.put(parameter.getName(), value(parameter, request.pathParam(parameter.getName())));
    }
    if (!wantsBody()) {
      return new ValidatableRequestImpl(Map.of(), Map.of(), path, query);
    }
    Buffer body = request.body().buffer();
    if (body != null) {
      Breadth.check(body);
    }
    return new ValidatableRequestImpl(
        Map.of(),
        Map.of(),
        path,
        query,
        new RequestParameterImpl(body),
        request.request().getHeader("Content-Type"));
  }

  /** What was given, or the default that the contract names. */
  Map<String, Object> values(ValidatedRequest validated) {
    Map<String, Object> values = new HashMap<>();
    for (Parameter parameter : operation.getParameters()) {
      Map<String, RequestParameter> given =
          parameter.getIn() == Location.PATH ? validated.getPathParameters() : validated.getQuery();
      Optional.ofNullable(given.get(parameter.getName()))
          .map(RequestParameter::get)
          .or(() -> Optional.ofNullable(parameter.getSchema().get("default")))
          .ifPresent(value -> values.put(parameter.getName(), value));
    }
    return values;
  }

  private List<Parameter> parameters(Location in) {
    return operation.getParameters().stream().filter(p -> p.getIn() == in).toList();
  }

  /** The validator reads values as JSON, so text is given to it as such. */
  private static RequestParameter value(Parameter parameter, @Nullable String text) {
    return new RequestParameterImpl(
        text != null && parameter.getSchemaType() == SchemaType.STRING ? Json.encode(text) : text);
  }

  private static String quoted(String name) {
    return '"' + Violation.shortened(name) + '"';
  }
}
