package org.realtimehub.log.redis;

/** Redis did not do what it was asked; the message names the reason, without any secret. */
final class RedisException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Without a stack: thousands may fail at once, and all of them in the same place. */
  RedisException(String message) {
    super(message, null, false, false);
  }
}
