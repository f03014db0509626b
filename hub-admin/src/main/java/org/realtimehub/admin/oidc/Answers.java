package org.realtimehub.admin.oidc;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;

/**
 * What may be told of errors of a provider. Their texts are its own, and may repeat what it was
 * sent: codes and secrets.
 */
final class Answers {

  /** RFC 6749, sections 4.1.2.1 and 5.2, and OpenID Connect Core 1.0, section 3.1.2.6. */
  private static final Set<String> ERRORS =
      Set.of(
          "invalid_request",
          "invalid_client",
          "invalid_grant",
          "unauthorized_client",
          "unsupported_grant_type",
          "unsupported_response_type",
          "invalid_scope",
          "access_denied",
          "server_error",
          "temporarily_unavailable",
          "interaction_required",
          "login_required",
          "account_selection_required",
          "consent_required");

  private static final int LONGEST_TEXT = 256;

  private Answers() {}

  /** An error code that can be told. */
  static Optional<String> error(String text) {
    return Optional.of(text.split("[:\\s]", 2)[0]).filter(ERRORS::contains);
  }

  /** The error code of a provider that did answer, and refused. */
  static Optional<String> refusal(Throwable cause) {
    return isSilence(cause) ? Optional.empty() : error(String.valueOf(cause.getMessage()));
  }

  private static boolean isSilence(Throwable cause) {
    return cause instanceof IOException
        || cause instanceof TimeoutException
        || cause instanceof HttpClosedException
        || cause instanceof StreamResetException;
  }

  /** For the operator, where the provider was sent nothing that is secret. */
  static String toNoSecret(Throwable cause) {
    return start(cause.toString().replaceAll("\\p{Cntrl}", " "));
  }

  private static String start(String text) {
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
  }

  /** For the operator. */
  static String reason(Throwable cause) {
    if (cause instanceof UntrustworthyException untrustworthy) {
      return untrustworthy.reason();
    }
    return isSilence(cause)
        ? "no answer (" + cause.getClass().getSimpleName() + ")"
        : refusal(cause)
            .map(error -> "it answered " + error)
            .orElse("its answer is not what it must be (" + cause.getClass().getSimpleName() + ")");
  }
}
