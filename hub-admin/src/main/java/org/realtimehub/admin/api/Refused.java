package org.realtimehub.admin.api;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A call that is answered with an error (RFC 9457). The detail names what was wrong, and never
 * holds a password or a token.
 */
public final class Refused extends Exception {

  private static final long serialVersionUID = 1L;
  private static final String TYPE_PREFIX = "urn:hub:problem:";

  private final int status;
  private final String type;
  private final String title;
  private final transient Map<String, String> headers = new LinkedHashMap<>();
  private final transient JsonObject more = new JsonObject();

  /**
   * @param type last part of the problem type, stable across releases
   */
  public Refused(int status, String type, String title, String detail) {
    super(detail, null, false, false);
    this.status = status;
    this.type = type;
    this.title = title;
  }

  /** 400 for a parameter or field, which the detail names. */
  public static Refused invalid(String detail) {
    return new Refused(400, "invalid-request", "Invalid request", detail);
  }

  public static Refused forbidden(String type, String detail) {
    return new Refused(403, type, "Forbidden", detail);
  }

  public static Refused notFound(String detail) {
    return new Refused(404, "not-found", "Not found", detail);
  }

  public static Refused tooLarge(String detail) {
    return new Refused(413, "content-too-large", "Content too large", detail);
  }

  /** 429: too many tries; the caller may come back after a time. */
  public static Refused tooMany(String detail, Duration retryAfter) {
    return new Refused(429, "too-many-tries", "Too many tries", detail).retry(retryAfter);
  }

  /** 503: the caller may come back after a time. */
  public static Refused unavailable(String detail, Duration retryAfter) {
    return new Refused(503, "unavailable", "Service unavailable", detail).retry(retryAfter);
  }

  private Refused retry(Duration after) {
    return with("Retry-After", Long.toString(after.plusMillis(999).toSeconds()));
  }

  /** With a header in the answer. */
  public Refused with(String header, String value) {
    headers.put(header, value);
    return this;
  }

  /** With a member in the answer's document. */
  Refused withMember(String name, Object value) {
    more.put(name, value);
    return this;
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  Map<String, String> headers() {
    return headers;
  }

  /** What was wrong, for the caller. */
  public String detail() {
    String message = getMessage();
    return message == null ? title : message;
  }

  JsonObject body() {
    return new JsonObject()
        .put("type", TYPE_PREFIX + type)
        .put("title", title)
        .put("status", status)
        .put("detail", detail())
        .mergeIn(more);
  }
}
