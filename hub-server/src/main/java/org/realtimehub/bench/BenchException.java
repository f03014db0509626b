package org.realtimehub.bench;

/** A run could not be made; the message says why, for whoever started it. */
public final class BenchException extends Exception {

  private static final long serialVersionUID = 1L;

  BenchException(String message) {
    super(message);
  }

  BenchException(String message, Throwable cause) {
    super(message, cause);
  }
}
