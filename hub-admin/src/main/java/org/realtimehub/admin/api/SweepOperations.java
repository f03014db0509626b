package org.realtimehub.admin.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.realtimehub.admin.sweep.SweepSchedule;
import org.realtimehub.connection.SweepLimits;
import org.realtimehub.connection.SweepRecord;
import org.realtimehub.connection.SweepReport;
import org.realtimehub.control.Control;
import org.realtimehub.control.NodeSweep;
import org.realtimehub.control.SweepAnswer;

/** What closes connections that serve nobody. */
public final class SweepOperations {

  private final Control control;
  private final SweepSchedule schedule;
  private final SweepLimits configured;

  public SweepOperations(Control control, SweepSchedule schedule, SweepLimits configured) {
    this.control = control;
    this.schedule = schedule;
    this.configured = configured;
  }

  public void register(Operations operations) {
    operations.on("listSweeps", call -> list()).on("sweep", this::sweep);
  }

  private Future<Answer> list() {
    return control
        .sweeps()
        .map(
            answer ->
                Answer.ok(
                    json(answer)
                        .put("every", Seconds.show(schedule.every()))
                        .put("next", Times.show(schedule.next()))
                        .put("limits", json(configured))));
  }

  private Future<Answer> sweep(Call call) {
    JsonObject body = call.body();
    String node = body.getString("node");
    JsonObject limits = body.getJsonObject("limits");
    boolean dryRun = body.getBoolean("dry_run", false);
    call.concerns(
        (node == null ? "all nodes" : "node " + node)
            + (limits == null ? "" : ", limits " + limits.encode()));
    return control
        .sweep(node, limits == null ? null : limits(limits), dryRun)
        .map(
            answer -> {
              int closed =
                  answer.sweeps().stream().mapToInt(s -> s.sweep().report().closed()).sum();
              call.resulted((dryRun ? "found " : "closed ") + closed);
              return Answer.ok(json(answer));
            });
  }

  private static SweepLimits limits(JsonObject json) {
    return new SweepLimits(
        limit(json, "stalled_after"),
        limit(json, "idle_after"),
        limit(json, "expired_after"),
        limit(json, "over_age_after"));
  }

  private static Duration limit(JsonObject json, String name) {
    return Seconds.read(json.getNumber(name, 0));
  }

  private static JsonObject json(SweepLimits limits) {
    return new JsonObject()
        .put("stalled_after", Seconds.show(limits.stalledAfter()))
        .put("idle_after", Seconds.show(limits.idleAfter()))
        .put("expired_after", Seconds.show(limits.expiredAfter()))
        .put("over_age_after", Seconds.show(limits.overAgeAfter()));
  }

  private static JsonObject json(SweepAnswer answer) {
    List<NodeSweep> sweeps = answer.sweeps();
    return new JsonObject()
        .put("sweeps", Pages.rows(sweeps, SweepOperations::json))
        .put("missing", Pages.missing(answer.missing()));
  }

  private static JsonObject json(NodeSweep swept) {
    SweepRecord sweep = swept.sweep();
    SweepReport report = sweep.report();
    return new JsonObject()
        .put("node", swept.node())
        .put("started", Times.show(sweep.started()))
        .put("duration", Seconds.show(sweep.took()))
        .put("trigger", sweep.trigger().name().toLowerCase(Locale.ROOT))
        .put("dry_run", sweep.dryRun())
        .put("limits", json(sweep.limits()))
        .put("looked", report.looked())
        .put("stalled", report.stalled())
        .put("idle", report.idle())
        .put("expired", report.expired())
        .put("over_age", report.overAge());
  }
}
