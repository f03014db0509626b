package org.realtimehub.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.realtimehub.connection.CloseReason;
import org.yaml.snakeyaml.Yaml;

/** What the dashboard draws and the alerts watch must be what a node measures. */
final class MonitoringFilesTest {

  private static final Path DASHBOARD = Path.of("..", "deploy", "grafana-dashboard.json");
  private static final Path RULES = Path.of("..", "deploy", "prometheus-rules.yaml");
  private static final Path MANUAL = Path.of("..", "docs", "admin.md");
  private static final Pattern METRIC = Pattern.compile("\\b(hub|jvm|process|system)_[a-z0-9_]+");
  private static final Pattern REASONS = Pattern.compile("reason=~\"([^\"]*)\"");

  private static List<String> drawn() throws IOException {
    JsonArray panels = new JsonObject(Files.readString(DASHBOARD)).getJsonArray("panels");
    List<String> expressions = new ArrayList<>();
    for (int i = 0; i < panels.size(); i++) {
      JsonArray targets = panels.getJsonObject(i).getJsonArray("targets", new JsonArray());
      targets.forEach(target -> expressions.add(((JsonObject) target).getString("expr")));
    }
    return expressions;
  }

  private static List<String> watched() throws IOException {
    List<String> expressions = new ArrayList<>();
    JsonObject rules =
        new JsonObject(new Yaml().<Map<String, Object>>load(Files.readString(RULES)));
    for (Object group : rules.getJsonArray("groups")) {
      for (Object rule : ((JsonObject) group).getJsonArray("rules")) {
        JsonObject alert = (JsonObject) rule;
        assertThat(alert.getJsonObject("annotations").fieldNames())
            .as(alert.getString("alert"))
            .contains("summary", "description");
        assertThat(alert.getJsonObject("labels").getString("severity")).isIn("critical", "warning");
        expressions.add(alert.getString("expr"));
      }
    }
    return expressions;
  }

  private static Set<String> named(List<String> expressions) {
    Set<String> names = new HashSet<>();
    for (String expression : expressions) {
      Matcher metric = METRIC.matcher(expression);
      while (metric.find()) {
        names.add(metric.group());
      }
    }
    return names;
  }

  private static Set<String> measured() throws Exception {
    try (TestNode node = new TestNode(Duration.ofHours(1))) {
      return node.get("/metrics")
          .body()
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("[{ ]", 2)[0])
          .collect(Collectors.toSet());
    }
  }

  @Test
  void dashboardAndAlerts_knowOnlyWhatIsMeasured() throws Exception {
    Set<String> measured = measured();
    assertThat(named(drawn())).hasSizeGreaterThan(20);
    assertThat(measured).containsAll(named(drawn()));
    assertThat(named(watched())).hasSizeGreaterThan(8);
    assertThat(measured).containsAll(named(watched()));
  }

  @Test
  void manual_saysWhatToDoAboutEachAlert() throws IOException {
    String manual = Files.readString(MANUAL);
    List<String> alerts =
        Files.readAllLines(RULES).stream()
            .filter(line -> line.contains("- alert: "))
            .map(line -> line.substring(line.indexOf(':') + 2))
            .toList();
    assertThat(alerts)
        .hasSizeGreaterThan(8)
        .allSatisfy(alert -> assertThat(manual).contains("| `" + alert + "` | "));
  }

  @Test
  void reasonsToClose_areSpelledAsTheHubDoes() throws IOException {
    Set<String> known =
        Arrays.stream(CloseReason.values()).map(CloseReason::label).collect(Collectors.toSet());
    List<String> spelled = new ArrayList<>();
    for (String expression : watched()) {
      Matcher reasons = REASONS.matcher(expression);
      while (reasons.find()) {
        spelled.addAll(List.of(reasons.group(1).split("\\|")));
      }
    }
    assertThat(spelled).isNotEmpty();
    assertThat(known).containsAll(spelled);
  }
}
