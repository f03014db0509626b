package org.realtimehub.endpoint;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;

/** The hub's protected resource metadata (RFC 9728; draft-08, "Protected Resource Metadata"). */
public final class Metadata {

  private static final String WELL_KNOWN = "/.well-known/oauth-protected-resource";
  private static final String DETAIL_TYPE = "https://mercure.rocks/authorization-detail";

  private final JsonObject document;

  public Metadata(
      String audience, String cookie, List<URI> authorizationServers, boolean subscriptions) {
    document =
        new JsonObject()
            .put("resource", audience)
            .put("bearer_methods_supported", JsonArray.of("header"))
            .put("authorization_details_types_supported", JsonArray.of(DETAIL_TYPE))
            .put("mercure_cookie", cookie)
            .put("mercure_matcher_types_supported", JsonArray.of("exact", "urlpattern"));
    if (!authorizationServers.isEmpty()) {
      document.put(
          "authorization_servers",
          new JsonArray(authorizationServers.stream().map(URI::toString).toList()));
    }
    if (subscriptions) {
      document.put("mercure_subscriptions", true);
    }
  }

  /** Path of the metadata of a hub whose URL has this path (RFC 9728, section 3.1). */
  public static String path(String hubPath) {
    return WELL_KNOWN + hubPath;
  }

  void handle(HttpServerRequest request) {
    request
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "public, max-age=300")
        .end(document.toBuffer());
  }
}
