package org.realtimehub.admin.api;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import java.net.URI;
import java.util.Set;

/** Whether a page of the console sent a request, as far as its browser tells. */
final class SameOrigin {

  /** {@code none}: the user did it, and no page. */
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private SameOrigin() {}

  /** What is no browser says nothing, and passes. */
  static void check(HttpServerRequest request) throws Refused {
    String site = request.getHeader("Sec-Fetch-Site");
    String origin = request.getHeader("Origin");
    if ((site != null && !OWN_SITES.contains(site))
        || (origin != null && !isOwn(origin, request.authority()))) {
      throw Refused.forbidden("other-origin", "pages of other origins cannot sign in here");
    }
  }

  /** The scheme is not compared: in front of this port TLS may have ended. */
  private static boolean isOwn(String origin, HostAndPort authority) {
    try {
      URI uri = URI.create(origin);
      return authority != null
          && authority.host().equalsIgnoreCase(uri.getHost())
          && (authority.port() == uri.getPort() || authority.port() == defaultPort(uri));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static int defaultPort(URI uri) {
    return uri.getPort() >= 0 ? uri.getPort() : "https".equals(uri.getScheme()) ? 443 : 80;
  }
}
