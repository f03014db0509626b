package org.realtimehub.http;

import org.jspecify.annotations.Nullable;

/**
 * The access token of a request, and how it came.
 *
 * @param token compact JWS; never logged
 */
public record Credential(String token, Source source) {

  /** Where a token may be presented. */
  public enum Source {
    HEADER,
    QUERY,
    COOKIE
  }

  static @Nullable Credential of(@Nullable String token, Source source) {
    return token == null ? null : new Credential(token, source);
  }

  @Override
  public String toString() {
    return "token from " + source;
  }
}
