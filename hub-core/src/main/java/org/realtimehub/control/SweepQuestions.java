package org.realtimehub.control;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.realtimehub.connection.SweepLimits;
import org.realtimehub.connection.SweepRecord;
import org.realtimehub.connection.SweepReport;
import org.realtimehub.connection.SweepTrigger;
import org.realtimehub.connection.Sweeps;

/** What nodes ask each other of sweeps, and how this one answers. Any thread. */
final class SweepQuestions {

  static final String SWEEP = "sweep";
  static final String SWEEPS = "sweeps";

  private static final long PATIENCE_MILLIS = 700;

  private final Sweeps sweeps;

  SweepQuestions(Sweeps sweeps) {
    this.sweeps = sweeps;
  }

  static JsonObject sweep(@Nullable SweepLimits limits, boolean dryRun) {
    return Questions.of(SWEEP)
        .put("limits", limits == null ? null : write(limits))
        .put("dry", dryRun);
  }

  Future<JsonObject> sweep(JsonObject question) {
    JsonArray limits = question.getJsonArray("limits");
    return sweeps
        .run(
            SweepTrigger.OPERATOR,
            limits == null ? null : readLimits(limits),
            question.getBoolean("dry"))
        .timeout(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
        .map(List::of)
        .map(SweepQuestions::write)
        .otherwise(e -> new JsonObject().put("why", why(e)));
  }

  private static String why(Throwable cause) {
    return cause instanceof TimeoutException
        ? "its sweep has not ended yet and goes on"
        : "too many sweeps wait for their turn";
  }

  static JsonObject sweeps() {
    return Questions.of(SWEEPS);
  }

  JsonObject last() {
    return write(sweeps.last());
  }

  private static JsonObject write(List<SweepRecord> sweeps) {
    JsonArray records = new JsonArray();
    sweeps.forEach(sweep -> records.add(write(sweep)));
    return new JsonObject().put("sweeps", records);
  }

  private static JsonObject write(SweepRecord sweep) {
    SweepReport report = sweep.report();
    return new JsonObject()
        .put("started", sweep.started().toEpochMilli())
        .put("took", sweep.took().toNanos())
        .put("trigger", sweep.trigger().name())
        .put("dry", sweep.dryRun())
        .put("limits", write(sweep.limits()))
        .put("looked", report.looked())
        .put("stalled", report.stalled())
        .put("idle", report.idle())
        .put("expired", report.expired())
        .put("overAge", report.overAge());
  }

  /** What is not off is not written as if it were: less than a millisecond is one. */
  private static JsonArray write(SweepLimits limits) {
    JsonArray json = new JsonArray();
    for (Duration limit :
        List.of(
            limits.stalledAfter(),
            limits.idleAfter(),
            limits.expiredAfter(),
            limits.overAgeAfter())) {
      json.add(limit.isZero() ? 0 : Math.max(1, limit.toMillis()));
    }
    return json;
  }

  private static SweepLimits readLimits(JsonArray json) {
    return new SweepLimits(
        Duration.ofMillis(json.getLong(0)),
        Duration.ofMillis(json.getLong(1)),
        Duration.ofMillis(json.getLong(2)),
        Duration.ofMillis(json.getLong(3)));
  }

  /** Adds what a node answered to the sweeps, or to what is missing. */
  static void read(JsonObject answer, String node, List<NodeSweep> sweeps, List<Missing> missing) {
    String why = answer.getString("why");
    if (why != null) {
      missing.add(new Missing(node, why));
      return;
    }
    for (Object sweep : answer.getJsonArray("sweeps")) {
      sweeps.add(new NodeSweep(node, read((JsonObject) sweep)));
    }
  }

  private static SweepRecord read(JsonObject json) {
    return new SweepRecord(
        Instant.ofEpochMilli(json.getLong("started")),
        Duration.ofNanos(json.getLong("took")),
        SweepTrigger.valueOf(json.getString("trigger")),
        json.getBoolean("dry"),
        readLimits(json.getJsonArray("limits")),
        new SweepReport(
            json.getInteger("looked"),
            json.getInteger("stalled"),
            json.getInteger("idle"),
            json.getInteger("expired"),
            json.getInteger("overAge")));
  }
}
