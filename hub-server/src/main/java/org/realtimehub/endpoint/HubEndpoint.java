package org.realtimehub.endpoint;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;
import org.realtimehub.http.BodyReader;
import org.realtimehub.http.Cors;
import org.realtimehub.http.Refusal;
import org.realtimehub.stream.Loop;

/** Leads each request of the public port to its resource and method. */
public final class HubEndpoint {

  private static final String READ = "GET, HEAD, OPTIONS";
  private static final String HUB = "GET, QUERY, HEAD, POST, OPTIONS";

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
      cors.options(request, found.map(r -> r.isHub() ? HUB : READ).orElse(READ));
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
    if (method.equals("POST") && resource.isHub()) {
      resource.publish(exchange);
    } else if (method.equals("GET")
        || method.equals("HEAD")
        || (method.equals("QUERY") && resource.isHub())) {
      resource.read(exchange);
    } else {
      throw new Refusal(
          405,
          "method-not-allowed",
          "Method not allowed",
          "this resource does not support " + method,
          Map.of("Allow", resource.isHub() ? HUB : READ));
    }
  }
}
