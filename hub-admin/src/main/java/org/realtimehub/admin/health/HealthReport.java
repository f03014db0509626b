package org.realtimehub.admin.health;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.healthchecks.CheckResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How a node is: each check, and why it fails. */
public record HealthReport(List<Check> checks) {

  /**
   * A check.
   *
   * @param reasonOrNull why it fails, null when it does not
   */
  public record Check(String name, @Nullable String reasonOrNull) {

    boolean up() {
      return reasonOrNull == null;
    }
  }

  public HealthReport {
    checks = List.copyOf(checks);
  }

  /** What the checks of Vert.x found. */
  public static HealthReport of(CheckResult result) {
    List<Check> checks = new ArrayList<>();
    for (CheckResult check : Optional.ofNullable(result.getChecks()).orElse(List.of())) {
      checks.add(new Check(check.getId(), check.getUp() ? null : reason(check)));
    }
    return new HealthReport(checks);
  }

  private static String reason(CheckResult check) {
    JsonObject data = check.getData() == null ? new JsonObject() : check.getData();
    String reason = data.getString("reason", data.getString("cause"));
    return reason == null ? "it fails" : reason;
  }

  public boolean up() {
    return checks.stream().allMatch(Check::up);
  }

  /** As the contract of the API says. */
  public JsonObject toJson() {
    JsonArray list = new JsonArray();
    for (Check check : checks) {
      JsonObject json =
          new JsonObject().put("name", check.name).put("status", check.up() ? "up" : "down");
      list.add(check.up() ? json : json.put("reason", check.reasonOrNull));
    }
    JsonObject json = new JsonObject().put("status", up() ? "up" : "down").put("checks", list);
    return up() ? json : json.put("summary", summary());
  }

  private String summary() {
    return checks.stream()
        .filter(check -> !check.up())
        .map(check -> check.name + ": " + check.reasonOrNull)
        .collect(Collectors.joining("; "));
  }
}
