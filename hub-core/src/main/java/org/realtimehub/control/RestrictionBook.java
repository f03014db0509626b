package org.realtimehub.control;

import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.realtimehub.cluster.SharedMap;
import org.realtimehub.control.Restriction.Kind;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts restrictions in force and lifts them: in the shared map, which is the truth; then the bus
 * tells the nodes to look. Any thread.
 */
final class RestrictionBook {

  /** More than any hub should need, and what every node can still read every second. */
  static final int MAX = 100_000;

  private static final Logger LOG = LoggerFactory.getLogger(RestrictionBook.class);
  private static final int MAX_NAME = 1_024;
  private static final int MAX_NOTE = 1_024;

  private final SharedState state;
  private final Refresh refresh;
  private final EventBus bus;
  private final String courier;

  RestrictionBook(SharedState state, Refresh refresh, EventBus bus, String courier) {
    this.state = state;
    this.refresh = refresh;
    this.bus = bus;
    this.courier = courier;
  }

  /** Never fails. */
  Future<RestrictionOutcome> enter(Restriction restriction) {
    String problem = problem(restriction);
    if (problem != null) {
      return Future.succeededFuture(new RestrictionOutcome.Invalid(problem));
    }
    Restrictions known = state.restrictions();
    if (known.size() >= MAX && !known.contains(restriction.kind(), restriction.name())) {
      return Future.succeededFuture(new RestrictionOutcome.TooMany(MAX));
    }
    SharedMap map = state.map();
    return told(map.put(restriction.key(), restriction.value(), restriction.expiresAt()))
        .map(
            v -> {
              LOG.atInfo()
                  .addKeyValue("kind", restriction.kind())
                  .addKeyValue("name", restriction.name())
                  .addKeyValue("until", restriction.until())
                  .addKeyValue("by", restriction.by())
                  .log("a restriction is in force");
              return (RestrictionOutcome) new RestrictionOutcome.InForce(restriction);
            })
        .recover(RestrictionBook::unavailable);
  }

  private @Nullable String problem(Restriction restriction) {
    if (restriction.name().isEmpty() || restriction.name().length() > MAX_NAME) {
      return "the name is empty or longer than " + MAX_NAME + " characters";
    }
    if (restriction.by().length() > MAX_NOTE || restriction.reason().length() > MAX_NOTE) {
      return "a text is longer than " + MAX_NOTE + " characters";
    }
    return restriction.until().isAfter(state.clock().instant()) ? null : "its end has passed";
  }

  /** Never fails. */
  Future<RestrictionOutcome> lift(Kind kind, String name) {
    return told(state.map().remove(Restriction.key(kind, name)))
        .map(
            v -> {
              LOG.atInfo()
                  .addKeyValue("kind", kind)
                  .addKeyValue("name", name)
                  .log("a restriction is lifted");
              return (RestrictionOutcome) new RestrictionOutcome.Lifted();
            })
        .recover(RestrictionBook::unavailable);
  }

  private Future<Void> told(Future<Void> written) {
    return written.compose(
        v -> {
          tell();
          return refresh.now();
        });
  }

  /** What the bus does not take, the nodes find by themselves within a second. */
  private void tell() {
    try {
      bus.publish(courier, new JsonObject());
    } catch (RuntimeException e) {
      LOG.atWarn().setCause(e).log("the event bus did not take news of a restriction");
    }
  }

  private static Future<RestrictionOutcome> unavailable(Throwable cause) {
    LOG.atWarn().setCause(cause).log("bans and revoked tokens cannot be written");
    return Future.succeededFuture(
        new RestrictionOutcome.Unavailable("what the nodes share cannot be reached"));
  }
}
