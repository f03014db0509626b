package org.realtimehub.access;

/** What became of a presented token. */
public sealed interface Verification {

  record Accepted(AccessToken token) implements Verification {}

  /**
   * The token is not valid.
   *
   * @param reason for the log only, one of a fixed set of texts; a client is told {@code
   *     invalid_token} whatever the reason is (draft-08, Error Responses)
   */
  record Refused(String reason) implements Verification {}

  /** The issuer's keys could not be had yet, so that nothing can be said about the token. */
  record Unavailable(String reason) implements Verification {}
}
