package org.realtimehub.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Cross-origin access (Fetch standard, "CORS protocol"): one allow-list for reading, one for
 * publishing. Named origins may send credentials, {@code *} never.
 *
 * <p>An origin that is not allowed is answered all the same, without the headers: the browser keeps
 * the answer from its page, and clients that are no browsers do not care.
 */
public final class Cors {

  private static final String EXPOSED =
      "Link, Mercure-Last-Event-ID, Last-Event-ID, Hub-Connection-Id, Retry-After, ETag";
  private static final String ALLOWED_HEADERS =
      "Authorization, Cache-Control, Content-Type, Last-Event-ID, If-None-Match";

  private final Set<String> subscribeOrigins;
  private final Set<String> publishOrigins;

  public Cors(List<String> subscribeOrigins, List<String> publishOrigins) {
    this.subscribeOrigins = Set.copyOf(subscribeOrigins);
    this.publishOrigins = Set.copyOf(publishOrigins);
  }

  /** Adds the headers of an actual, not a preflight, request. */
  public void apply(HttpServerRequest request) {
    boolean publish = request.method().equals(HttpMethod.POST);
    if (allow(request, publish ? publishOrigins : subscribeOrigins)) {
      request.response().putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED);
    }
  }

  /**
   * Answers OPTIONS, a preflight or not.
   *
   * @param methods the methods of the resource, comma-separated
   */
  public void options(HttpServerRequest request, String methods) {
    HttpServerResponse response = request.response();
    String wanted = request.getHeader(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    boolean publish = "POST".equals(wanted);
    if (wanted != null && allow(request, publish ? publishOrigins : subscribeOrigins)) {
      response
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, methods)
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS)
          .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "600");
    }
    response.putHeader(HttpHeaders.ALLOW, methods).setStatusCode(204).end();
  }

  private static boolean allow(HttpServerRequest request, Set<String> origins) {
    HttpServerResponse response = request.response();
    if (!origins.isEmpty()) {
      response.headers().add(HttpHeaders.VARY, "Origin");
    }
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin == null) {
      return false;
    }
    if (origins.contains(origin)) {
      response
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
          .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true");
      return true;
    }
    if (origins.contains("*")) {
      response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*");
      return true;
    }
    return false;
  }

  /**
   * Whether a publish whose credential is a cookie comes from a page that may publish: its {@code
   * Origin}, or else its {@code Referer}, is the hub's own or in the allow-list (draft-08,
   * "Security Considerations"). {@code *} does not count, nor does a missing header.
   */
  public boolean trustsCookieFrom(HttpServerRequest request, String ownOrigin) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    String source = origin != null ? origin : originOf(request.getHeader(HttpHeaders.REFERER));
    return source != null
        && (source.equals(ownOrigin) || publishOrigins.contains(source))
        && !source.equals("*");
  }

  private static @Nullable String originOf(@Nullable String referer) {
    if (referer == null) {
      return null;
    }
    try {
      URI uri = new URI(referer);
      if (uri.getScheme() == null || uri.getRawAuthority() == null) {
        return null;
      }
      return uri.getScheme() + "://" + uri.getRawAuthority();
    } catch (URISyntaxException e) {
      return null;
    }
  }
}
