package org.realtimehub.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The settings among the variables of the process. */
final class EnvironmentLayer {
  /** Read by the command line and by the start script, not by the hub. */
  private static final Set<String> OTHERS = Set.of("HUB_TOKEN", "HUB_JAVA_OPTS");

  private final Map<String, Setting> settings = new TreeMap<>();
  private final List<String> warnings = new ArrayList<>();

  EnvironmentLayer(Map<String, String> environment) {
    new TreeMap<>(environment)
        .forEach(
            (variable, text) -> {
              // An empty one is what a deployment's template leaves when nothing was filled in.
              if (variable.startsWith(Schema.PREFIX)
                  && !text.isEmpty()
                  && !OTHERS.contains(variable)) {
                read(variable, text);
              }
            });
  }

  private void read(String variable, String text) {
    Schema.keyOf(variable)
        .ifPresentOrElse(
            key ->
                settings.put(
                    key,
                    new Setting(text, new Origin(Origin.Layer.ENVIRONMENT, variable), Path.of(""))),
            // Not an error: Kubernetes gives a pod variables named after a service "hub".
            () -> warnings.add(variable + ": sets no known key and is ignored"));
  }

  Map<String, Setting> settings() {
    return settings;
  }

  List<String> warnings() {
    return warnings;
  }
}
