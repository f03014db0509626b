package org.realtimehub.http;

import java.util.Map;

/**
 * The authorization errors, each with its {@code WWW-Authenticate: Bearer} challenge (RFC 6750,
 * section 3; draft-08, "Error Responses").
 */
public final class Challenge {

  private final String resourceMetadata;

  /**
   * @param metadataUrl address of the protected resource metadata (RFC 9728)
   */
  public Challenge(String metadataUrl) {
    this.resourceMetadata = "resource_metadata=\"" + metadataUrl + "\"";
  }

  /** 401 for a request without a token that needs one. */
  public Refusal tokenRequired() {
    return refusal(
        401,
        "token-required",
        "Access token required",
        "this request needs an access token",
        "Bearer " + resourceMetadata);
  }

  /** 401; why a token is not valid is not told. */
  public Refusal invalidToken() {
    return refusal(
        401,
        "invalid-token",
        "Invalid access token",
        "the access token is not valid here, or no longer",
        error("invalid_token"));
  }

  /** 403 for a valid token without the grant. */
  public Refusal insufficientScope(String detail) {
    return refusal(
        403, "insufficient-scope", "Insufficient scope", detail, error("insufficient_scope"));
  }

  /** 400 for a token that is presented wrongly. */
  public Refusal invalidRequest(String detail) {
    return refusal(400, "invalid-request", "Invalid request", detail, error("invalid_request"));
  }

  private String error(String code) {
    return "Bearer error=\"" + code + "\", " + resourceMetadata;
  }

  private static Refusal refusal(
      int status, String type, String title, String detail, String challenge) {
    return new Refusal(status, type, title, detail, Map.of("WWW-Authenticate", challenge));
  }
}
