package org.realtimehub.http;

import java.util.Map;

/**
 * A request that is answered with an error (RFC 9457). The detail names what was wrong and never
 * holds a token.
 */
public final class Refusal extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final String type;
  private final String title;
  private final transient Map<String, String> headers;

  public Refusal(int status, String type, String title, String detail) {
    this(status, type, title, detail, Map.of());
  }

  public Refusal(
      int status, String type, String title, String detail, Map<String, String> headers) {
    super(detail, null, false, false);
    this.status = status;
    this.type = type;
    this.title = title;
    this.headers = Map.copyOf(headers);
  }

  /** 400 for a parameter or field, which the detail names. */
  public static Refusal badRequest(String detail) {
    return new Refusal(400, "invalid-request", "Invalid request", detail);
  }

  /** 413: larger than its cap. */
  public static Refusal tooLarge(String detail) {
    return new Refusal(413, "content-too-large", "Content too large", detail);
  }

  /** 503: the client should come back later. */
  public static Refusal unavailable(String detail, int retryAfterSeconds) {
    return new Refusal(
        503,
        "unavailable",
        "Service unavailable",
        detail,
        Map.of("Retry-After", Integer.toString(retryAfterSeconds)));
  }

  /** 429: no more updates may wait to be delivered later. */
  public static Refusal tooManyDelayed() {
    return new Refusal(
        429,
        "too-many-delayed",
        "Too many delayed updates",
        "too many updates wait to be delivered later (publish.max-delayed, max-delayed-bytes)",
        Map.of("Retry-After", "60"));
  }

  public int status() {
    return status;
  }

  /** Last part of the problem type, stable across releases. */
  public String type() {
    return type;
  }

  public String title() {
    return title;
  }

  public Map<String, String> headers() {
    return headers;
  }

  /** What was wrong, for the client. */
  public String detail() {
    String message = getMessage();
    return message == null ? title : message;
  }
}
