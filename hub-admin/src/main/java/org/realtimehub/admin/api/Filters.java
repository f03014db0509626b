package org.realtimehub.admin.api;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.realtimehub.control.ConnectionFilter;
import org.realtimehub.control.Thresholds;

/** Reads which connections a caller means: the same words in a query and in a body. */
final class Filters {

  private Filters() {}

  static ConnectionFilter of(Call call) {
    return new ConnectionFilter(
        call.text("node").orElse(null),
        null,
        call.text("subject").orElse(null),
        call.text("topic").orElse(null),
        call.text("address").orElse(null),
        new Thresholds(
            call.seconds("min_age").orElse(null),
            call.seconds("max_age").orElse(null),
            call.seconds("min_idle").orElse(null),
            call.number("min_lag").map(Numbers::whole).orElse(0L),
            call.number("min_waiting").map(Numbers::whole).orElse(0L)));
  }

  static ConnectionFilter of(JsonObject body) {
    return new ConnectionFilter(
        body.getString("node"),
        null,
        body.getString("subject"),
        body.getString("topic"),
        body.getString("address"),
        new Thresholds(
            seconds(body, "min_age"),
            seconds(body, "max_age"),
            seconds(body, "min_idle"),
            Numbers.whole(body.getNumber("min_lag", 0)),
            Numbers.whole(body.getNumber("min_waiting", 0))));
  }

  private static @Nullable Duration seconds(JsonObject body, String name) {
    Number seconds = body.getNumber(name);
    return seconds == null ? null : Seconds.read(seconds);
  }

  /** In words, for the audit log; empty where nothing is said, or nothing that leaves one out. */
  static String told(JsonObject body) {
    StringJoiner told = new StringJoiner(", ");
    for (String name : body.fieldNames()) {
      if (!name.equals("all") && !name.equals("dry_run") && !isNoThreshold(name, body)) {
        told.add(name + " " + body.getValue(name));
      }
    }
    return told.toString();
  }

  /** Everything reaches zero. */
  private static boolean isNoThreshold(String name, JsonObject body) {
    return name.startsWith("min_") && body.getDouble(name) == 0;
  }
}
