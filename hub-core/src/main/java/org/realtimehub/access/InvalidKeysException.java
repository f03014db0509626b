package org.realtimehub.access;

/** Configured or fetched keys cannot be used; the message holds no key material. */
public final class InvalidKeysException extends Exception {
  public InvalidKeysException(String message) {
    super(message);
  }
}
