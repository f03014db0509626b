package org.realtimehub.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realtimehub.config.ConfigSources.Flag;

/** Loads a configuration as a node does that starts, in production or not. */
final class Loading {

  private Loading() {}

  static Flag flag(String key, String text) {
    return new Flag("--set " + key, key, text);
  }

  static ConfigResult development(
      @Nullable Path file, Map<String, String> environment, Flag... flags) {
    return ConfigLoader.load(new ConfigSources(true, file, environment, List.of(flags)));
  }

  static ConfigResult production(@Nullable Path file, Map<String, String> environment) {
    return ConfigLoader.load(new ConfigSources(false, file, environment, List.of()));
  }

  static ConfigResult.Loaded loaded(ConfigResult result) {
    assertThat(result).as(result.toString()).isInstanceOf(ConfigResult.Loaded.class);
    return (ConfigResult.Loaded) result;
  }

  static List<String> problems(ConfigResult result) {
    assertThat(result).isInstanceOf(ConfigResult.Invalid.class);
    return ((ConfigResult.Invalid) result).problems().stream().map(Problem::toString).toList();
  }
}
