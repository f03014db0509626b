package org.realtimehub.access;

/** A token is not valid; the message is the reason, one of a fixed set of texts. */
final class RefusedException extends Exception {
  RefusedException(String reason) {
    // Anyone can send bad tokens: no cause and no stack trace to pay for.
    super(reason, null, false, false);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
