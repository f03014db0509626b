package org.realtimehub.config;

/**
 * Where a value came from.
 *
 * @param layer which layer of the configuration
 * @param detail the file and line, the variable or the flag; empty for a default
 */
public record Origin(Layer layer, String detail) {
  static final Origin DEFAULT = new Origin(Layer.DEFAULT, "");

  /** From the weakest to the strongest. */
  public enum Layer {
    DEFAULT,
    DEVELOPMENT,
    FILE,
    ENVIRONMENT,
    FLAG
  }

  @Override
  public String toString() {
    return detail.isEmpty() ? "default" : detail;
  }
}
