package org.realtimehub.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What operators read must name every key, and no key that does not exist. */
final class DocumentationTest {
  private static final Path ROOT = Path.of("..");

  @Test
  void exampleFile_namesEveryKey_withItsDefault() throws IOException {
    String commented = Files.readString(ROOT.resolve("config/hub.yaml"));
    YamlLayer example =
        new YamlLayer("hub.yaml", Path.of(""), Origin.Layer.FILE)
            .read(commented.replaceAll("(?m)^( *)#(?=[^ #])", "$1"));

    assertThat(example.problems()).isEmpty();
    Map<String, String> written = new TreeMap<>();
    example
        .settings()
        .forEach((key, setting) -> written.put(key.replaceAll("\\[\\d+]", "[]"), setting.text()));
    assertThat(written.keySet()).isEqualTo(new TreeSet<>(Schema.defaults().keySet()));

    // Read through the types, so that 1MiB and 1048576, or off and 0s, are the same.
    Values values = Values.of(example.settings());
    HubConfig.read(values);
    Origins origins = new Origins(values.effective());
    Schema.defaults()
        .forEach(
            (key, text) -> {
              if (!text.isEmpty() && !key.contains("[]")) {
                assertThat(origins.find(key).map(Origins.Entry::value)).as(key).contains(text);
              }
            });
  }

  @Test
  void exampleFile_asItIs_setsNothing() throws IOException {
    YamlLayer example =
        new YamlLayer("hub.yaml", Path.of(""), Origin.Layer.FILE)
            .read(Files.readString(ROOT.resolve("config/hub.yaml")));

    assertThat(example.problems()).isEmpty();
    assertThat(example.settings()).isEmpty();
  }

  @Test
  void documentation_namesEveryKey_withItsDefault() throws IOException {
    String page = Files.readString(ROOT.resolve("docs/configuration.md"));

    Schema.defaults()
        .forEach(
            (key, text) -> {
              String row =
                  page.lines()
                      .filter(line -> line.startsWith("| `" + key + "` |"))
                      .findFirst()
                      .orElse("");
              assertThat(row).as("the row of " + key).isNotEmpty();
              if (!text.isEmpty() && !key.equals("authorization.audience") && !text.contains(",")) {
                assertThat(row).contains(text.equals("0s") ? "`off`" : '`' + text + '`');
              }
            });
  }
}
