package org.realtimehub.http;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the access token of a request: the {@code Authorization} header, else, for the older
 * protocol, the {@code authorization} parameter, else a cookie (draft-08 and draft-07,
 * "Authorization").
 */
public final class Credentials {

  private static final String SCHEME = "bearer ";

  private final String cookie;
  private final boolean draft07;
  private final String draft07Cookie;
  private final Challenge challenge;

  public Credentials(String cookie, boolean draft07, String draft07Cookie, Challenge challenge) {
    this.cookie = cookie;
    this.draft07 = draft07;
    this.draft07Cookie = draft07Cookie;
    this.challenge = challenge;
  }

  /**
   * The credential of a request, empty when it is anonymous.
   *
   * @param query decoded parameters of the URL
   */
  public Optional<Credential> find(HttpServerRequest request, Form query) throws Refusal {
    List<String> headers = request.headers().getAll(HttpHeaders.AUTHORIZATION);
    if (!headers.isEmpty()) {
      return Optional.of(new Credential(bearer(headers), Credential.Source.HEADER));
    }
    if (draft07 && query.has("authorization")) {
      String token = query.first("authorization").orElse("");
      return Optional.of(new Credential(token, Credential.Source.QUERY));
    }
    String fromCookie = cookieValue(request, cookie);
    if (fromCookie == null && draft07) {
      fromCookie = cookieValue(request, draft07Cookie);
    }
    return Optional.ofNullable(Credential.of(fromCookie, Credential.Source.COOKIE));
  }

  private String bearer(List<String> headers) throws Refusal {
    if (headers.size() > 1) {
      throw challenge.invalidRequest("there is more than one Authorization header");
    }
    String value = headers.get(0);
    if (!value.toLowerCase(Locale.ROOT).startsWith(SCHEME)
        || value.substring(SCHEME.length()).isBlank()) {
      throw challenge.invalidRequest("the Authorization header is not \"Bearer\" and a token");
    }
    return value.substring(SCHEME.length()).trim();
  }

  private static @Nullable String cookieValue(HttpServerRequest request, String name) {
    Cookie found = request.getCookie(name);
    return found == null || found.getValue().isEmpty() ? null : found.getValue();
  }
}
