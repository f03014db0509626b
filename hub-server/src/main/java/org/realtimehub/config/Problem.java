package org.realtimehub.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param key the full path of the key, or the name of the file when no key is to blame
 * @param message what was expected and what was found; never a secret
 */
public record Problem(String key, String message) {
  @Override
  public String toString() {
    return key + ": " + message;
  }
}
