package org.realtimehub.config;

/** Key material that must never be printed: only {@link #value()} gives it away. */
public record Secret(String value) {
  static final String REDACTED = "********";

  @Override
  public String toString() {
    return REDACTED;
  }
}
