package org.realtimehub.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What deployment files set must be what the hub understands. */
final class DeploymentFilesTest {
  private static final Path DEPLOY = Path.of("..", "deploy");
  private static final String KEY = "a-secret-that-is-long-enough-for-hs256";

  @TempDir Path folder;

  @Test
  void kubernetes_configuresAClusterThatStarts() throws IOException {
    List<JsonNode> objects = documents(DEPLOY.resolve("kubernetes.yaml"));
    String configured =
        one(objects, "ConfigMap").at("/data/hub.yaml").asText().replace("/run/secrets/hub/", "");
    Files.writeString(folder.resolve("publisher.key"), KEY);
    Files.writeString(folder.resolve("subscriber.key"), KEY);
    Path file = Files.writeString(folder.resolve("hub.yaml"), configured);
    Map<String, String> environment = new TreeMap<>();
    JsonNode pod = one(objects, "StatefulSet").at("/spec/template/spec");
    pod.at("/containers/0/env")
        .forEach(variable -> environment.put(variable.get("name").asText(), "10.1.2.3"));

    ConfigResult.Loaded loaded = loaded(new ConfigSources(false, file, environment, List.of()));

    HubConfig config = loaded.config();
    // It is reached within the cluster, over plain HTTP.
    assertThat(loaded.warnings()).singleElement().asString().startsWith("admin.host: ");
    assertThat(config.cluster().host()).contains("10.1.2.3");
    List<Integer> ports = new ArrayList<>();
    pod.at("/containers/0/ports").forEach(port -> ports.add(port.get("containerPort").asInt()));
    assertThat(ports)
        .containsExactly(
            config.http().port(),
            config.admin().port(),
            config.cluster().port(),
            config.cluster().busPort());
    assertThat(pod.get("terminationGracePeriodSeconds").asLong())
        .isGreaterThan(config.connections().drain().toSeconds() + 20);
  }

  @Test
  void compose_setsWhatTheHubKnows() throws IOException {
    JsonNode compose = documents(DEPLOY.resolve("compose.yaml")).get(0);
    Path key = Files.writeString(folder.resolve("key"), KEY);
    Map<String, String> environment = new TreeMap<>();
    compose
        .at("/x-node/environment")
        .fields()
        .forEachRemaining(
            variable ->
                environment.put(
                    variable.getKey(),
                    variable.getKey().endsWith("KEY_FILE")
                        ? key.toString()
                        : variable.getValue().asText()));

    ConfigResult.Loaded loaded = loaded(new ConfigSources(false, null, environment, List.of()));

    // It is reached within the cluster, over plain HTTP.
    assertThat(loaded.warnings()).singleElement().asString().startsWith("admin.host: ");
    assertThat(loaded.config().log().type()).isEqualTo(LogType.REDIS);
    assertThat(loaded.config().cluster().addresses()).containsExactly("hub1", "hub2", "hub3");
  }

  private static ConfigResult.Loaded loaded(ConfigSources sources) {
    ConfigResult result = ConfigLoader.load(sources);
    assertThat(result).as(result.toString()).isInstanceOf(ConfigResult.Loaded.class);
    return (ConfigResult.Loaded) result;
  }

  private static JsonNode one(List<JsonNode> objects, String kind) {
    return objects.stream()
        .filter(object -> object.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow();
  }

  private static List<JsonNode> documents(Path file) throws IOException {
    YAMLFactory yaml = new YAMLFactory();
    return new YAMLMapper(yaml)
        .readerFor(JsonNode.class)
        .<JsonNode>readValues(yaml.createParser(Files.readString(file)))
        .readAll();
  }
}
