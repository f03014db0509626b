package org.realtimehub.cli;

/** A command could not do what it was asked; the message says why, and is all that is shown. */
final class CommandFailure extends Exception {
  CommandFailure(String message) {
    super(message);
  }
}
