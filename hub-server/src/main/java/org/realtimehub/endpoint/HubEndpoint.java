package org.realtimehub.endpoint;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.realtimehub.http.BodyReader;
import org.realtimehub.http.Cors;
import org.realtimehub.http.Refusal;
import org.realtimehub.stream.Loop;

/** Leads each request of the public port to its resource and method. */
public final class HubEndpoint {

  private final Loop loop;
  private final BodyReader bodies;
  private final Cors cors;
  private final Resources resources;

  HubEndpoint(Loop loop, BodyReader bodies, Cors cors, Resources resources) {
    this.loop = loop;
    this.bodies = bodies;
    this.cors = cors;
    this.resources = resources;
  }

  /** Runs on the loop the request came in on. */
  public void handle(HttpServerRequest request) {
    Optional<Resource> found = resources.find(request.path());
    if (request.method().equals(HttpMethod.OPTIONS)) {
      cors.options(
          request, allowed(found.map(Resource::methods).orElse(Resource.ReadOnly.METHODS)));
      return;
    }
    Exchange exchange = new Exchange(request, loop, bodies, cors);
    exchange.begin(found, resource -> serve(exchange, resource));
  }

  private static void serve(Exchange exchange, Optional<Resource> found) throws Refusal {
    if (found.isEmpty()) {
      throw new Refusal(
          404, "not-found", "Not found", "there is nothing at " + exchange.request().path());
    }
    Resource resource = found.get();
    String method = exchange.request().method().name();
    if (!resource.methods().contains(method)) {
      throw new Refusal(
          405,
          "method-not-allowed",
          "Method not allowed",
          "this resource does not support " + method,
          Map.of("Allow", allowed(resource.methods())));
    }
    if (method.equals("POST")) {
      resource.post(exchange);
    } else {
      resource.read(exchange);
    }
  }

  private static String allowed(List<String> methods) {
    return String.join(", ", methods) + ", OPTIONS";
  }
}
