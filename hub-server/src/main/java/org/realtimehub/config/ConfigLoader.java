package org.realtimehub.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes a configuration of its layers: development settings, file, environment, flags. */
public final class ConfigLoader {
  private final List<Problem> problems = new ArrayList<>();
  private final Layers layers = new Layers();
  private final ConfigSources sources;
  private boolean unreadable;

  private ConfigLoader(ConfigSources sources) {
    this.sources = sources;
  }

  /** Reads files, so not on an event loop. Everything that is wrong comes back at once. */
  public static ConfigResult load(ConfigSources sources) {
    return new ConfigLoader(sources).load();
  }

  private ConfigResult load() {
    if (sources.development()) {
      layers.addDocument(development());
    }
    if (sources.file() != null) {
      file(sources.file()).ifPresent(layers::addDocument);
    }
    EnvironmentLayer environment = new EnvironmentLayer(sources.environment());
    layers.add(environment.settings());
    layers.add(flags());

    Map<String, Setting> settings = layers.merged();
    Values values = Values.of(settings);
    HubConfig config = values.section(HubConfig::read);
    problems.addAll(values.problems());
    Map<String, Origins.Entry> effective = values.effective();
    unknown(settings, effective);
    ProductionRules rules = rules(Values.of(settings), config.url());
    if (!sources.development() && !unreadable && noneBelow("authorization")) {
      problems.addAll(rules.problems());
    }
    if (!problems.isEmpty()) {
      return new ConfigResult.Invalid(List.copyOf(problems));
    }
    List<String> warnings = new ArrayList<>(environment.warnings());
    warnings.addAll(rules.warnings());
    return new ConfigResult.Loaded(config, new Origins(effective), List.copyOf(warnings));
  }

  /** Reads again what they need: a hub that contradicts itself elsewhere has its defaults here. */
  private static ProductionRules rules(Values values, String url) {
    return new ProductionRules(
        values.section(ProtocolConfig::read),
        values.section(section -> AuthorizationConfig.read(section, url)),
        values.section(AdminConfig::read));
  }

  private static Map<String, Setting> development() {
    try (InputStream resource = ConfigLoader.class.getResourceAsStream("development.yaml")) {
      if (resource == null) {
        throw new IllegalStateException("development.yaml is not in the program");
      }
      String yaml = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
      return new YamlLayer("development settings", Path.of(""), Origin.Layer.DEVELOPMENT)
          .read(yaml)
          .settings();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Map<String, Setting>> file(Path file) {
    Path folder = file.toAbsolutePath().getParent();
    YamlLayer yaml =
        new YamlLayer(file.toString(), folder == null ? Path.of("") : folder, Origin.Layer.FILE);
    try {
      yaml.read(Files.readString(file));
    } catch (IOException e) {
      String reason =
          e instanceof CharacterCodingException
              ? "is not UTF-8 text"
              : Files.exists(file) ? "cannot read the file" : "no such file";
      problems.add(new Problem(file.toString(), reason));
      unreadable = true;
      return Optional.empty();
    }
    problems.addAll(yaml.problems());
    unreadable = !yaml.problems().isEmpty();
    return Optional.of(yaml.settings());
  }

  private Map<String, Setting> flags() {
    Map<String, Setting> settings = new LinkedHashMap<>();
    for (ConfigSources.Flag flag : sources.flags()) {
      settings.put(
          flag.key(),
          new Setting(flag.text(), new Origin(Origin.Layer.FLAG, flag.name()), Path.of("")));
    }
    return settings;
  }

  private void unknown(Map<String, Setting> settings, Map<String, Origins.Entry> effective) {
    settings.forEach(
        (key, setting) -> {
          if (effective.containsKey(key) || isEmptyList(key, setting)) {
            return;
          }
          String from = " (from " + setting.origin() + ")";
          if (Schema.isSection(key)) {
            problems.add(new Problem(key, "expected keys below it, got a value" + from));
          } else {
            String hint =
                Schema.closest(key).map(known -> " (did you mean " + known + "?)").orElse("");
            problems.add(new Problem(key, "unknown key" + hint + from));
          }
        });
  }

  private static boolean isEmptyList(String key, Setting setting) {
    return key.equals(AuthorizationConfig.ISSUERS) && setting.text().isEmpty();
  }

  private boolean noneBelow(String prefix) {
    return problems.stream().noneMatch(problem -> problem.key().startsWith(prefix));
  }
}
