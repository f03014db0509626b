package org.realtimehub.admin.api;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.realtimehub.control.Control;
import org.realtimehub.control.Restriction;
import org.realtimehub.control.Restriction.Kind;
import org.realtimehub.control.RestrictionOutcome;

/** Who is kept out. */
public final class BanOperations {

  private static final Duration RETRY = Duration.ofSeconds(2);

  private final Control control;
  private final InstantSource clock;

  public BanOperations(Control control, InstantSource clock) {
    this.control = control;
    this.clock = clock;
  }

  public void register(Operations operations) {
    operations.on("listBans", this::list).on("ban", this::ban).on("unban", this::unban);
  }

  private Future<Answer> list(Call call) {
    int limit = call.limit();
    // One more tells whether there is another page.
    List<Restriction> found =
        control.restrictions(kind(call.required("kind")), call.cursor().orElse(null), limit + 1);
    List<Restriction> page = found.subList(0, Math.min(limit, found.size()));
    JsonObject json = new JsonObject().put("bans", Pages.rows(page, BanOperations::json));
    if (found.size() > limit) {
      json.put("next", page.get(limit - 1).name());
    }
    return Answer.ok(json).now();
  }

  private Future<Answer> ban(Call call) {
    JsonObject body = call.body();
    Kind kind = kind(body.getString("kind"));
    String name = body.getString("name");
    Number duration = body.getNumber("duration");
    Instant until =
        duration == null ? Restriction.FOREVER : clock.instant().plus(Seconds.read(duration));
    String by = call.caller().name();
    String reason = body.getString("reason", "");
    call.concerns(target(kind, name));
    return (kind == Kind.SUBJECT
            ? control.ban(name, until, by, reason)
            : control.revoke(name, until, by, reason))
        .compose(BanOperations::answer);
  }

  private Future<Answer> unban(Call call) {
    Kind kind = kind(call.required("kind"));
    String name = call.required("name");
    call.concerns(target(kind, name));
    return (kind == Kind.SUBJECT ? control.unban(name) : control.unrevoke(name))
        .compose(BanOperations::answer);
  }

  private static Future<Answer> answer(RestrictionOutcome outcome) {
    if (outcome instanceof RestrictionOutcome.InForce inForce) {
      return Answer.ok(json(inForce.restriction())).now();
    }
    if (outcome instanceof RestrictionOutcome.Lifted) {
      return Answer.nothing().now();
    }
    return Future.failedFuture(refusal(outcome));
  }

  private static Refused refusal(RestrictionOutcome outcome) {
    if (outcome instanceof RestrictionOutcome.Invalid invalid) {
      return Refused.invalid(invalid.problem());
    }
    if (outcome instanceof RestrictionOutcome.TooMany tooMany) {
      return new Refused(
          409,
          "too-many-bans",
          "Too many bans",
          "there are " + tooMany.limit() + " already: lift some");
    }
    return Refused.unavailable(
        ((RestrictionOutcome.Unavailable) outcome).problem() + "; it may be in force or not",
        RETRY);
  }

  private static Kind kind(String name) {
    return Kind.valueOf(name.toUpperCase(Locale.ROOT));
  }

  private static String target(Kind kind, String name) {
    return kind.name().toLowerCase(Locale.ROOT) + " " + name;
  }

  private static JsonObject json(Restriction restriction) {
    JsonObject json =
        new JsonObject()
            .put("kind", restriction.kind().name().toLowerCase(Locale.ROOT))
            .put("name", restriction.name())
            .put("since", Times.show(restriction.since()))
            .put("by", restriction.by())
            .put("reason", restriction.reason());
    if (!restriction.until().equals(Restriction.FOREVER)) {
      json.put("until", Times.show(restriction.until()));
    }
    return json;
  }
}
