package org.realtimehub.topic.pattern;

/** A URL pattern that is not well formed, or asks for more than the hub is ready to evaluate. */
public final class InvalidPatternException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong, fit to be shown to the client: it quotes nothing of the pattern
   */
  InvalidPatternException(String message) {
    super(message);
  }
}
