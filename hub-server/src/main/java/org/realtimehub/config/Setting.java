package org.realtimehub.config;

import java.nio.file.Path;

/**
 * The text that one layer gives to one key.
 *
 * @param text lists are joined with commas
 * @param base the folder that a relative path in {@code text} starts from
 */
record Setting(String text, Origin origin, Path base) {
  @Override
  public String toString() {
    return "Setting[" + origin + "]";
  }
}
