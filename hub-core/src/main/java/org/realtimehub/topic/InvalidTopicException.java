package org.realtimehub.topic;

/**
 * A matcher or topic that a client got wrong.
 *
 * <p>The message is fit for the client: it names what was wrong, nothing of the engine that found
 * it, and it contains no control characters.
 */
public final class InvalidTopicException extends Exception {

  private static final long serialVersionUID = 1L;

  public InvalidTopicException(String message) {
    super(message);
  }
}
