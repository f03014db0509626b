package org.realtimehub.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a configuration is made of, from the weakest layer to the strongest.
 *
 * @param development whether the built-in development settings lie under the file
 * @param file the YAML file, null for none
 * @param environment the variables of the process; those that start with {@code HUB_} are read
 * @param flags of the command line, the last of a key counts
 */
public record ConfigSources(
    boolean development, @Nullable Path file, Map<String, String> environment, List<Flag> flags) {

  public ConfigSources {
    environment = Map.copyOf(environment);
    flags = List.copyOf(flags);
  }

  /**
   * A key set on the command line.
   *
   * @param name the flag as it was written, such as {@code --port}
   */
  public record Flag(String name, String key, String text) {
    @Override
    public String toString() {
      return name + " " + key;
    }
  }
}
