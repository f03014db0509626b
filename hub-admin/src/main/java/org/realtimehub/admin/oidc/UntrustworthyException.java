package org.realtimehub.admin.oidc;

/**
 * What a provider sent is not what it must be. The message is one of a fixed set of texts: nothing
 * that was sent is in it.
 */
final class UntrustworthyException extends Exception {

  private static final long serialVersionUID = 1L;

  UntrustworthyException(String message) {
    super(message, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
