package org.realtimehub.main;

/** A node cannot start; the message says why, for the operator. */
public final class StartException extends Exception {

  private static final long serialVersionUID = 1L;

  StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
