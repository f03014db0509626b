package org.realtimehub.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.realtimehub.config.ConfigSources.Flag;
import picocli.CommandLine.Option;

/** Options that set keys of the configuration, over file and environment. */
final class SettingOptions {
  @Option(names = "--port", paramLabel = "N", description = "Same as --set http.port=N")
  private @Nullable String port;

  @Option(names = "--admin-port", paramLabel = "N", description = "Same as --set admin.port=N")
  private @Nullable String adminPort;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Set a key of the configuration, such as http.host=127.0.0.1 (repeatable)")
  private Map<String, String> settings = new LinkedHashMap<>();

  List<Flag> flags() {
    List<Flag> flags = new ArrayList<>();
    settings.forEach((key, text) -> flags.add(new Flag("--set " + key, key, text)));
    if (port != null) {
      flags.add(new Flag("--port", "http.port", port));
    }
    if (adminPort != null) {
      flags.add(new Flag("--admin-port", "admin.port", adminPort));
    }
    return flags;
  }
}
